import { memo, useState, type DragEvent, type MouseEvent, type ReactNode } from "react";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { useDesk, useFieldTypes } from "../store/hooks.ts";
import { selectLine } from "./actions.ts";
import { acceptDrop, dropOn, startDrag, type Side } from "./dragging.ts";
import { markTo, toggleMark } from "./marking.ts";

interface Props {
  id: string;
  level: number;
  index: number;
  count: number;
  /** Of a question; empty for a page. */
  type: string;
  name: string;
  isConditional: boolean;
  isSelected: boolean;
  isMarked: boolean;
  isMarking: boolean;
  hasProblem: boolean;
  comments: number;
  isEditable: boolean;
}

/** One line of the tree; redrawn only when its own part changed. */
export const OutlineRow = memo(function OutlineRow(props: Props): ReactNode {
  const { id, level, index, count, type, name, isSelected, isMarked, isEditable } = props;
  const { store } = useDesk();
  const types = useFieldTypes();
  const [side, setSide] = useState<Side | null>(null);
  const icon = type === "" ? "page" : (types.get(type)?.icon ?? "text");
  function onClick(event: MouseEvent): void {
    if (event.shiftKey) {
      markTo(store, id);
    } else if (event.ctrlKey || event.metaKey || props.isMarking) {
      toggleMark(store, id);
    } else {
      selectLine(store, id);
      store.set({ pane: "canvas" });
    }
  }
  return (
    <div
      role="treeitem"
      aria-level={level}
      aria-posinset={index + 1}
      aria-setsize={count}
      aria-selected={isSelected || isMarked}
      tabIndex={isSelected ? 0 : -1}
      data-id={id}
      data-level={level}
      className={`mcd-line mcd-line--${type === "" ? "page" : "field"}${side === null ? "" : ` mcd-line--drop-${side}`}`}
      draggable={isEditable}
      onClick={onClick}
      onDragStart={(event) => {
        startDrag(event, id);
      }}
      onDragOver={(event) => {
        if (acceptDrop(event)) {
          setSide(sideOf(event));
        }
      }}
      onDragLeave={() => {
        setSide(null);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setSide(null);
        dropOn(store, types, event, id, sideOf(event));
      }}
    >
      {props.isMarking && (
        <span className={`mcd-tick${isMarked ? " mcd-tick--on" : ""}`} aria-hidden="true" />
      )}
      <Icon name={icon} />
      <span className="mcd-line-name">{name}</span>
      <Marks {...props} />
    </div>
  );
});

function Marks({ isConditional, comments, hasProblem }: Props): ReactNode {
  return (
    <>
      {isConditional && (
        <span className="mcd-mark" title={t("Chỉ hiện khi có điều kiện")}>
          <Icon name="eye" />
          <span className="w-sr-only">{t("Chỉ hiện khi có điều kiện")}</span>
        </span>
      )}
      {comments > 0 && (
        <span className="mcd-mark" title={t("{count} ý kiến chưa xong", { count: comments })}>
          <Icon name="comment" />
          <span className="w-sr-only">{t("{count} ý kiến chưa xong", { count: comments })}</span>
        </span>
      )}
      {hasProblem && (
        <span className="mcd-mark mcd-mark--problem">
          <Icon name="warning" />
          <span className="w-sr-only">{t("Có lỗi cần sửa")}</span>
        </span>
      )}
    </>
  );
}

export function sideOf(event: DragEvent<HTMLElement>): Side {
  const box = event.currentTarget.getBoundingClientRect();
  return event.clientY < box.top + box.height / 2 ? "before" : "after";
}
