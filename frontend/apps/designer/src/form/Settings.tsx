import type { ReactNode } from "react";
import type { FormPage } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { Comments } from "../comments/Comments.tsx";
import { EnglishToggle, WordsInput } from "../inputs/inputs.tsx";
import { update } from "../model/operations.ts";
import { indexOf } from "../model/index.ts";
import { useDesigner, useDesk, useEdit, useEditable, useProblemsOf } from "../store/hooks.ts";
import { duplicateChosen, moveBy, removeChosen } from "./actions.ts";
import { copyChosen, pasteKept } from "./clipboard.ts";
import { ConditionEditor } from "../rules/ConditionEditor.tsx";
import { FieldSettings } from "./FieldSettings.tsx";
import { SelectionBar } from "./SelectionBar.tsx";

/** Settings of whatever is selected. */
export function Settings(): ReactNode {
  const selectedId = useDesigner((state) => state.selectedId);
  const line = useDesigner((state) => indexOf(state.document).byId.get(state.selectedId));
  const field = line?.field ?? undefined;
  const page = line?.what === "page" ? line.page : undefined;
  const isMany = useDesigner((state) => state.marked.length > 1);
  if (isMany) {
    return (
      <section className="mcd-settings" id="mcd-settings" aria-label={t("Thiết lập")}>
        <SelectionBar />
      </section>
    );
  }
  return (
    <section className="mcd-settings" id="mcd-settings" aria-label={t("Thiết lập")}>
      <div className="mcd-pane-head">
        <h2 className="mcd-pane-title">
          {page === undefined ? t("Thiết lập câu hỏi") : t("Thiết lập trang")}
        </h2>
        <EnglishToggle />
      </div>
      {field !== undefined && <FieldSettings key={field.id} field={field} />}
      {page !== undefined && <PageSettings key={page.id} page={page} />}
      {field === undefined && page === undefined && (
        <p>{t("Chọn một trang hoặc câu hỏi để sửa.")}</p>
      )}
      {(field ?? page) !== undefined && (
        <>
          <Comments partId={selectedId} />
          <Acts />
        </>
      )}
    </section>
  );
}

function PageSettings({ page }: { page: FormPage }): ReactNode {
  const edit = useEdit();
  const problems = useProblemsOf(page.id);
  const words = t("Sửa trang");
  return (
    <>
      {problems
        .filter((problem) => problem.path.endsWith(page.id))
        .map((problem) => (
          <p key={problem.code} className="mcd-problem-line">
            <Icon name="warning" /> {problem.message}
          </p>
        ))}
      <WordsInput
        label={t("Tên trang")}
        name="title"
        value={page.title}
        onChange={(title) => {
          edit([update("page", page.id, { title })], { words, key: `${page.id}.title` });
        }}
      />
      <WordsInput
        label={t("Lời dẫn đầu trang")}
        name="intro"
        lines={3}
        maxLength={20_000}
        value={page.intro}
        onChange={(intro) => {
          edit([update("page", page.id, { intro })], { words, key: `${page.id}.intro` });
        }}
      />
      <ConditionEditor
        title={t("Khi nào hiện trang này")}
        always={t("Luôn hiện")}
        rule={page.visible_if}
        excluded={page.fields.map((field) => field.id)}
        onChange={(rule) => {
          edit([update("page", page.id, { visible_if: rule })], {
            words: t("Sửa điều kiện hiện"),
            key: `${page.id}.visible_if`,
          });
        }}
      />
    </>
  );
}

function Acts(): ReactNode {
  const desk = useDesk();
  const { store } = desk;
  if (!useEditable()) {
    return null;
  }
  return (
    <div className="mcd-acts">
      <button
        type="button"
        className="button button-small button-secondary"
        onClick={() => {
          moveBy(store, -1);
        }}
      >
        <Icon name="up" /> {t("Đưa lên")}
      </button>
      <button
        type="button"
        className="button button-small button-secondary"
        onClick={() => {
          moveBy(store, 1);
        }}
      >
        <Icon name="down" /> {t("Đưa xuống")}
      </button>
      <button
        type="button"
        className="button button-small button-secondary"
        onClick={() => {
          duplicateChosen(store);
        }}
      >
        <Icon name="copy" /> {t("Nhân đôi")}
      </button>
      <button
        type="button"
        className="button button-small button-secondary"
        onClick={() => {
          copyChosen(desk);
        }}
      >
        <Icon name="copy" /> {t("Sao chép")}
      </button>
      <button
        type="button"
        className="button button-small button-secondary"
        onClick={() => {
          pasteKept(desk);
        }}
      >
        <Icon name="paste" /> {t("Dán")}
      </button>
      <button
        type="button"
        className="button button-small no"
        onClick={() => {
          removeChosen(store);
        }}
      >
        <Icon name="trash" /> {t("Xóa")}
      </button>
    </div>
  );
}
