import { useEffect, type ReactNode } from "react";
import { t } from "../i18n.ts";
import { indexOf } from "../model/index.ts";
import { pick } from "../model/text.ts";
import { useDesigner, useDesk, useEditable, useRuleWords } from "../store/hooks.ts";
import { Chunks } from "./Chunks.tsx";
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
  const marked = useDesigner((state) => state.marked);
  // The card on the page that is, or holds, what is selected.
  const cardId = useDesigner((state) => {
    const { byId } = indexOf(state.document);
    const line = byId.get(state.selectedId);
    return line !== undefined && line.level > 2 ? (line.owner ?? "") : state.selectedId;
  });
  const editable = useEditable();
  useEffect(() => {
    document
      .querySelector(`[data-card="${CSS.escape(selectedId)}"]`)
      ?.scrollIntoView({ block: "nearest" });
  }, [selectedId]);
  const number = pages.findIndex((page) => page.id === pageId);
  const page = pages[number];
  if (page === undefined) {
    return <EmptyForm />;
  }
  return (
    <>
      <div className="mcd-paper" aria-label={t("Trang đang soạn")} role="region">
        <p className="mcd-caption">
          {t("Bước {number}/{count}", { number: number + 1, count: pages.length })}
        </p>
        <button
          type="button"
          className={
            selectedId === page.id ? "mcd-page-title mcd-page-title--on" : "mcd-page-title"
          }
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
        <Chunks
          items={page.fields}
          idOf={(field) => field.id}
          estimate={120}
          size={20}
          keep={cardId}
        >
          {(field) => (
            <FieldCard
              key={field.id}
              field={field}
              isSelected={selectedId === field.id && marked.length < 2}
              selectedInside={cardId === field.id && cardId !== selectedId ? selectedId : ""}
              marked={marked.length > 1 ? marked : NOTHING}
              isEditable={editable}
            />
          )}
        </Chunks>
        {page.fields.length === 0 && (
          <p className="mcd-empty">
            {t("Trang này chưa có câu hỏi nào. Gõ tên câu hỏi đầu tiên ở ô dưới đây.")}
          </p>
        )}
        {editable && <Composer />}
      </div>
    </>
  );
}

const NOTHING: readonly string[] = [];

function PageRule(): ReactNode {
  const rule = useDesigner(
    (state) =>
      state.document.form.pages.find((page) => page.id === state.pageId)?.visible_if ?? null,
  );
  const words = useRuleWords(rule);
  return rule === null ? null : (
    <p className="mcd-rule">{t("Chỉ hiện trang này khi {rule}.", { rule: words })}</p>
  );
}

function EmptyForm(): ReactNode {
  const { store } = useDesk();
  const editable = useEditable();
  return (
    <div className="mcd-paper mcd-paper--empty">
      <h2>{t("Tờ khai chưa có trang nào")}</h2>
      <p>{t("Mỗi trang nên hỏi về một việc: người nộp, nội dung đề nghị, giấy tờ kèm theo…")}</p>
      <ol className="mcd-first-steps">
        <li>{t("Thêm một trang và đặt tên cho trang.")}</li>
        <li>{t("Gõ tên từng câu hỏi rồi bấm Enter. Máy tự chọn kiểu trả lời, sai thì đổi.")}</li>
        <li>{t("Bấm “Xem thử” để thấy đúng như người dân thấy.")}</li>
      </ol>
      <p>{t("Cứ thử thoải mái: mọi việc đều hoàn tác được, và người dân chưa thấy gì cả.")}</p>
      {editable && (
        <button
          type="button"
          className="button"
          data-first-page
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
