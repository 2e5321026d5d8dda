import { useEffect, useMemo, type ReactNode } from "react";
import { Composer } from "../form/Composer.tsx";
import { FieldSettings } from "../form/FieldSettings.tsx";
import { t } from "../i18n.ts";
import { ItemButtons } from "../inputs/ItemButtons.tsx";
import { move, remove, update } from "../model/operations.ts";
import { DeskContext, useDesigner, useDesk, useEdit, useEditable } from "../store/hooks.ts";
import { useInnerDesk, type Lens } from "../store/inner.ts";
import { nameOf } from "../words/rules.ts";
import type { PartProps } from "./StepPanel.tsx";

/** The questions of a step, edited with the very parts that edit the form. */
export function EntryQuestions({ step }: PartProps): ReactNode {
  const lens = useMemo((): Lens => entryLens(step.id), [step.id]);
  const desk = useInnerDesk(lens);
  return (
    <DeskContext value={desk}>
      <Questions />
    </DeskContext>
  );
}

function entryLens(id: string): Lens {
  return {
    key: `entry ${id}`,
    get: (document) => {
      const entry = document.process.steps.find((step) => step.id === id)?.entry ?? null;
      return entry === null ? null : { ...document, form: { sections: [], pages: [entry] } };
    },
    put: (inner) => [update("step", id, { entry: inner.form.pages[0] ?? null })],
  };
}

function Questions(): ReactNode {
  const { store } = useDesk();
  const edit = useEdit();
  const editable = useEditable();
  const page = useDesigner((state) => state.document.form.pages[0]);
  const selectedId = useDesigner((state) => state.selectedId);
  const fields = page?.fields ?? [];
  const field = fields.find((each) => each.id === selectedId);
  useEffect(() => {
    if (page !== undefined) store.set({ pageId: page.id });
  }, [page, store]);
  return (
    <div className="mcd-entry">
      <ol className="mcd-list">
        {fields.map((each, index) => (
          <li key={each.id} className="mcd-list-item">
            <button
              type="button"
              className="mcd-link"
              aria-expanded={each.id === selectedId}
              onClick={() => {
                const isOpen = each.id === selectedId;
                store.set({ selectedId: isOpen ? (page?.id ?? "") : each.id });
              }}
            >
              {nameOf(each)}
            </button>
            {editable && (
              <ItemButtons
                name={`“${nameOf(each)}”`}
                index={index}
                count={fields.length}
                onShift={(by) => {
                  edit([move("field", each.id, index + by, page?.id ?? null)], {
                    words: t("Đổi thứ tự ô phải điền"),
                  });
                }}
                onRemove={() => {
                  edit([remove("field", each.id)], {
                    words: t("Xóa câu hỏi “{name}”", { name: nameOf(each) }),
                  });
                }}
              />
            )}
            {field === each && <FieldSettings field={field} />}
          </li>
        ))}
      </ol>
      {editable && <Composer />}
    </div>
  );
}
