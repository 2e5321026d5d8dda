import type { ReactNode } from "react";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { ItemButtons } from "../inputs/ItemButtons.tsx";
import { add, move, remove, type What } from "../model/operations.ts";
import { useDesk, useEdit, useEditable } from "../store/hooks.ts";
import { ProblemsAt } from "./problems.tsx";

interface Props<T extends { id: string }> {
  what: What;
  path: string;
  items: readonly T[];
  parent?: string;
  /** What one is called: "giấy tờ". */
  noun: string;
  nameOf: (item: T) => string;
  blank: () => T;
  children: (item: T) => ReactNode;
  empty?: string;
}

/** Parts in a list that are added, ordered and removed the same way. */
export function ListSection<T extends { id: string }>(props: Props<T>): ReactNode {
  const { what, path, items, parent, noun, blank, children, empty } = props;
  const edit = useEdit();
  const editable = useEditable();
  return (
    <>
      <ProblemsAt path={path} />
      {items.length === 0 && empty !== undefined && <p className="mcd-help">{empty}</p>}
      <ol className="mcd-list">
        {items.map((item, index) => (
          <li
            key={item.id}
            className="mcd-list-item"
            data-place={`${path}/${item.id}`}
            tabIndex={-1}
          >
            <ProblemsAt path={`${path}/${item.id}`} />
            {children(item)}
            {editable && <ListButtons {...props} item={item} index={index} />}
          </li>
        ))}
      </ol>
      {editable && (
        <button
          type="button"
          className="button button-small button-secondary"
          onClick={() => {
            edit([add(what, blank(), parent ?? null)], { words: t("Thêm {noun}", { noun }) });
          }}
        >
          <Icon name="plus" /> {t("Thêm {noun}", { noun })}
        </button>
      )}
    </>
  );
}

function ListButtons<T extends { id: string }>({
  what,
  parent,
  items,
  noun,
  nameOf,
  item,
  index,
}: Props<T> & { item: T; index: number }): ReactNode {
  const { store } = useDesk();
  const edit = useEdit();
  const name = nameOf(item) || noun;
  const owner = parent ?? null;
  return (
    <ItemButtons
      name={`“${name}”`}
      index={index}
      count={items.length}
      onShift={(by) => {
        edit([move(what, item.id, index + by, owner)], { words: t("Đổi thứ tự {noun}", { noun }) });
      }}
      onRemove={() => {
        if (edit([remove(what, item.id, owner)], { words: t("Xóa “{name}”", { name }) })) {
          store.say(t("Đã xóa “{name}”.", { name }), { canUndo: true });
        }
      }}
    />
  );
}
