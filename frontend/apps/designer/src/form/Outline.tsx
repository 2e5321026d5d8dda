import { useMemo, useRef, type KeyboardEvent, type ReactNode } from "react";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { outline } from "../model/places.ts";
import { useDesigner, useDesk, useEditable } from "../store/hooks.ts";
import { addPage, moveBy, removeLine, selectLine } from "./actions.ts";
import { OutlineRow } from "./OutlineRow.tsx";

/** Pages and questions as a tree that is walked with the arrow keys. */
export function Outline(): ReactNode {
  const { store } = useDesk();
  const document = useDesigner((state) => state.document);
  const selectedId = useDesigner((state) => state.selectedId);
  const problems = useDesigner((state) => state.facts.problems);
  const editable = useEditable();
  const lines = useMemo(() => outline(document), [document]);
  const faulty = useMemo(
    () => new Set(problems.map((each) => each.path.split("/").at(-1) ?? "")),
    [problems],
  );
  const tree = useRef<HTMLUListElement>(null);

  function onKeyDown(event: KeyboardEvent): void {
    const at = lines.findIndex((line) => line.id === selectedId);
    const target = targetOf(event, at, lines.length);
    if (target !== null) {
      event.preventDefault();
      const line = lines[target];
      if (line !== undefined) {
        selectLine(store, line.id);
        tree.current?.querySelector<HTMLElement>(`[data-id="${line.id}"]`)?.focus();
      }
    } else if (event.key === "Delete" && editable) {
      event.preventDefault();
      removeLine(store, selectedId);
    } else if (event.key === "Enter" || event.key === "F2") {
      event.preventDefault();
      store.set({ pane: "settings" });
      focusSettings();
    }
  }

  return (
    <nav className="mcd-outline" aria-label={t("Mục lục tờ khai")}>
      <h2 className="mcd-pane-title">{t("Mục lục")}</h2>
      <ul
        role="tree"
        aria-label={t("Trang và câu hỏi")}
        ref={tree}
        onKeyDown={onKeyDown}
        className="mcd-tree"
      >
        {lines.map((line) => (
          <OutlineRow
            key={line.id}
            id={line.id}
            level={line.level}
            index={line.index}
            count={line.count}
            owner={line.owner}
            page={line.page}
            field={line.field}
            isSelected={line.id === selectedId}
            hasProblem={faulty.has(line.id)}
            isEditable={editable}
          />
        ))}
      </ul>
      {editable && (
        <div className="mcd-outline-foot">
          <button
            type="button"
            className="button button-small button-secondary"
            onClick={() => {
              addPage(store);
              focusSettings();
            }}
          >
            <Icon name="plus" /> {t("Thêm trang")}
          </button>
          <span className="mcd-mini-buttons">
            <button
              type="button"
              className="mcd-icon-button"
              title={t("Đưa lên (Alt+↑)")}
              aria-label={t("Đưa mục đang chọn lên")}
              onClick={() => {
                moveBy(store, selectedId, -1);
              }}
            >
              <Icon name="up" />
            </button>
            <button
              type="button"
              className="mcd-icon-button"
              title={t("Đưa xuống (Alt+↓)")}
              aria-label={t("Đưa mục đang chọn xuống")}
              onClick={() => {
                moveBy(store, selectedId, 1);
              }}
            >
              <Icon name="down" />
            </button>
          </span>
        </div>
      )}
    </nav>
  );
}

/** The line an arrow key leads to; null for other keys. */
function targetOf(event: KeyboardEvent, at: number, count: number): number | null {
  if (event.altKey || event.ctrlKey || event.metaKey) {
    return null;
  }
  switch (event.key) {
    case "ArrowDown":
      return Math.min(at + 1, count - 1);
    case "ArrowUp":
      return Math.max(at - 1, 0);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

/** Put the cursor where the selected thing is named, once it is drawn. */
export function focusSettings(): void {
  requestAnimationFrame(() => {
    requestAnimationFrame(() => {
      const input = document.querySelector<HTMLElement>(
        "#mcd-settings input, #mcd-settings textarea, #mcd-settings select",
      );
      input?.focus();
      if (input instanceof HTMLInputElement && input.type === "text") {
        input.select();
      }
    });
  });
}
