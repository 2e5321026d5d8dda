import { memo, useState, type DragEvent, type ReactNode } from "react";
import type { Field, FormPage } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { pick } from "../model/text.ts";
import { useDesk, useFieldTypes } from "../store/hooks.ts";
import { nameOf } from "../words/rules.ts";
import { selectLine } from "./actions.ts";
import { dropOn, type Side } from "./dragging.ts";

interface Props {
  id: string;
  level: number;
  index: number;
  count: number;
  owner: string | null;
  page: FormPage;
  field: Field | null;
  isSelected: boolean;
  hasProblem: boolean;
  isEditable: boolean;
}

/** One line of the tree; redrawn only when its own part changed. */
export const OutlineRow = memo(function OutlineRow(props: Props): ReactNode {
  const { id, level, index, count, page, field, isSelected, hasProblem, isEditable } = props;
  const { store } = useDesk();
  const types = useFieldTypes();
  const [side, setSide] = useState<Side | null>(null);
  const isConditional = (field ?? page).visible_if !== null;
  const icon = field === null ? "page" : (types.get(field.type)?.icon ?? "text");
  const name = field === null ? pick(page.title) || t("Trang chưa đặt tên") : nameOf(field);
  return (
    <li
      role="treeitem"
      aria-level={level}
      aria-posinset={index + 1}
      aria-setsize={count}
      aria-selected={isSelected}
      tabIndex={isSelected ? 0 : -1}
      data-id={id}
      data-level={level}
      className={`mcd-line mcd-line--${field === null ? "page" : "field"}${side === null ? "" : ` mcd-line--drop-${side}`}`}
      draggable={isEditable}
      onClick={() => {
        selectLine(store, id);
        store.set({ pane: "canvas" });
      }}
      onDragStart={(event) => {
        event.dataTransfer.setData("text/plain", id);
        event.dataTransfer.effectAllowed = "move";
      }}
      onDragOver={(event) => {
        event.preventDefault();
        setSide(sideOf(event));
      }}
      onDragLeave={() => {
        setSide(null);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setSide(null);
        dropOn(store, event.dataTransfer.getData("text/plain"), id, sideOf(event));
      }}
    >
      <Icon name={icon} />
      <span className="mcd-line-name">{name}</span>
      {isConditional && (
        <span className="mcd-mark" title={t("Chỉ hiện khi có điều kiện")}>
          <Icon name="eye" />
          <span className="w-sr-only">{t("Chỉ hiện khi có điều kiện")}</span>
        </span>
      )}
      {hasProblem && (
        <span className="mcd-mark mcd-mark--problem">
          <Icon name="warning" />
          <span className="w-sr-only">{t("Có lỗi cần sửa")}</span>
        </span>
      )}
    </li>
  );
});

export function sideOf(event: DragEvent<HTMLElement>): Side {
  const box = event.currentTarget.getBoundingClientRect();
  return event.clientY < box.top + box.height / 2 ? "before" : "after";
}
