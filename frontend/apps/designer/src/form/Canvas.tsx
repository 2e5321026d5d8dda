import { useMemo, type ReactNode } from "react";
import { t } from "../i18n.ts";
import { pick } from "../model/text.ts";
import { useDesigner, useDesk, useEditable, useFields } from "../store/hooks.ts";
import { ruleWords } from "../words/rules.ts";
import { Composer } from "./Composer.tsx";
import { FieldCard } from "./FieldCard.tsx";
import { addPage } from "./actions.ts";
import { focusSettings } from "./Outline.tsx";

/** The selected page, drawn as the citizen will see it; a click opens the settings. */
export function Canvas(): ReactNode {
  const { store } = useDesk();
  const pages = useDesigner((state) => state.document.form.pages);
  const pageId = useDesigner((state) => state.pageId);
  const selectedId = useDesigner((state) => state.selectedId);
  const editable = useEditable();
  const number = pages.findIndex((page) => page.id === pageId);
  const page = pages[number];
  if (page === undefined) {
    return <EmptyForm />;
  }
  return (
    <div className="mcd-paper" aria-label={t("Trang đang soạn")} role="region">
      <p className="mcd-caption">
        {t("Bước {number}/{count}", { number: number + 1, count: pages.length })}
      </p>
      <button
        type="button"
        className={selectedId === page.id ? "mcd-page-title mcd-page-title--on" : "mcd-page-title"}
        aria-pressed={selectedId === page.id}
        onClick={() => {
          store.select(page.id, page.id);
          store.set({ pane: "settings" });
          focusSettings();
        }}
      >
        {pick(page.title) || t("Trang chưa đặt tên")}
        <span className="mcd-edit-hint">{t("Sửa tên trang")}</span>
      </button>
      {pick(page.intro) !== "" && <p className="mcd-intro">{pick(page.intro)}</p>}
      <PageRule />
      {page.fields.map((field) => (
        <FieldCard
          key={field.id}
          field={field}
          isSelected={selectedId === field.id}
          selectedInside={inside(field.fields, selectedId)}
          isEditable={editable}
        />
      ))}
      {page.fields.length === 0 && (
        <p className="mcd-empty">
          {t("Trang này chưa có câu hỏi nào. Gõ tên câu hỏi đầu tiên ở ô dưới đây.")}
        </p>
      )}
      {editable && <Composer />}
    </div>
  );
}

function inside(fields: readonly { id: string }[], id: string): string {
  return fields.some((field) => field.id === id) ? id : "";
}

function PageRule(): ReactNode {
  const pages = useDesigner((state) => state.document.form.pages);
  const pageId = useDesigner((state) => state.pageId);
  const fields = useFields();
  const byId = useMemo(() => new Map(fields.map((field) => [field.id, field])), [fields]);
  const rule = pages.find((page) => page.id === pageId)?.visible_if ?? null;
  return rule === null ? null : (
    <p className="mcd-rule">
      {t("Chỉ hiện trang này khi {rule}.", { rule: ruleWords(rule, byId) })}
    </p>
  );
}

function EmptyForm(): ReactNode {
  const { store } = useDesk();
  const editable = useEditable();
  return (
    <div className="mcd-paper mcd-paper--empty">
      <h2>{t("Tờ khai chưa có trang nào")}</h2>
      <p>{t("Mỗi trang nên hỏi về một việc: người nộp, nội dung đề nghị, giấy tờ kèm theo…")}</p>
      {editable && (
        <button
          type="button"
          className="button"
          onClick={() => {
            addPage(store);
            focusSettings();
          }}
        >
          {t("Thêm trang đầu tiên")}
        </button>
      )}
    </div>
  );
}
