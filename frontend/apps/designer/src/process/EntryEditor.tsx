import { lazy, Suspense, useState, type ReactNode } from "react";
import { t } from "../i18n.ts";
import { blankPage } from "../model/blank.ts";
import { newId } from "../model/copies.ts";
import { useEditable } from "../store/hooks.ts";
import { nameOf } from "../words/rules.ts";
import type { PartProps } from "./StepPanel.tsx";

const EntryQuestions = lazy(async () => ({
  default: (await import("./EntryQuestions.tsx")).EntryQuestions,
}));

/** What the officer fills in to complete the step: questions like those of the form. */
export function EntryEditor({ step, onChange }: PartProps): ReactNode {
  const [open, setOpen] = useState(false);
  const editable = useEditable();
  const fields = step.entry?.fields ?? [];
  return (
    <fieldset className="mcd-fieldset">
      <legend className="mcd-label">{t("Cán bộ phải điền gì ở bước này")}</legend>
      {fields.length === 0 && <p className="mcd-help">{t("Không phải điền gì.")}</p>}
      {!open && fields.length > 0 && (
        <ul>
          {fields.map((field) => (
            <li key={field.id}>{nameOf(field)}</li>
          ))}
        </ul>
      )}
      {(editable || fields.length > 0) && (
        <button
          type="button"
          className="button button-small button-secondary"
          aria-expanded={open}
          data-entry
          onClick={() => {
            if (!open && step.entry === null) {
              const page = blankPage(t("Nội dung cán bộ điền"));
              onChange({ entry: { ...page, id: newId("pag") } });
            }
            setOpen(!open);
          }}
        >
          {open ? t("Xong phần ô điền") : t("Sửa các ô phải điền")}
        </button>
      )}
      {open && step.entry !== null && (
        <Suspense fallback={<p>{t("Đang mở…")}</p>}>
          <EntryQuestions step={step} onChange={onChange} />
        </Suspense>
      )}
    </fieldset>
  );
}
