import type { ReactNode } from "react";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { useDesk, useEditable } from "../store/hooks.ts";
import { focusRow, openPanel } from "./DrawScreen.tsx";
import { addStep } from "./edits.ts";
import { fillFrom, starters } from "./starters.ts";

/** An empty table is nowhere to start from: three usual ways, or one's own. */
export function StarterChoice(): ReactNode {
  const { store } = useDesk();
  if (!useEditable()) {
    return <p>{t("Chưa có bước giải quyết nào.")}</p>;
  }
  return (
    <div className="mcd-starters">
      <p>{t("Chọn một quy trình gần giống việc của anh chị rồi sửa lại. Sai thì bấm Hoàn tác.")}</p>
      <ul>
        {starters().map((starter) => (
          <li key={starter.key}>
            <button
              type="button"
              data-starter={starter.key}
              onClick={() => {
                fillFrom(store, starter);
                focusRow(store.state.stepId);
              }}
            >
              <strong>{starter.name}</strong>
              <span>{starter.about}</span>
            </button>
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="button button-secondary"
        data-add-step
        onClick={() => {
          openPanel(addStep(store, undefined, "reception"));
        }}
      >
        <Icon name="plus" /> {t("Tự thêm từng bước")}
      </button>
    </div>
  );
}
