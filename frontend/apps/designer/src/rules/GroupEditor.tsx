import { useId, type ReactNode } from "react";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { useEditable } from "../store/hooks.ts";
import { ItemEditor } from "./ItemEditor.tsx";
import { emptyGroup, emptyLine, type Group, type Item } from "./sentences.ts";
import type { World } from "./world.ts";

interface Props {
  group: Group;
  /** Of the group itself; empty for the whole condition. */
  number: string;
  world: World;
  /** The repeating group whose row is meant, else empty. */
  row: string;
  onChange: (group: Group) => void;
  /** Words of the button while there is no condition yet. */
  begin?: string;
}

const DEEPEST = 3;

/** Sentences that must all hold, or of which one must. */
export function GroupEditor({ group, number, world, row, onChange, begin }: Props): ReactNode {
  const editable = useEditable();
  const id = useId();
  const numberOf = (index: number): string =>
    number === "" ? String(index + 1) : `${number}.${index + 1}`;
  function add(item: Item): void {
    onChange({ ...group, items: [...group.items, item] });
    requestAnimationFrame(() => {
      const lines = document.getElementById(id)?.querySelectorAll<HTMLElement>(".mcd-cond-field");
      lines?.item(lines.length - 1).focus();
    });
  }
  const isDeep = number.split(".").length >= DEEPEST;
  return (
    <div className="mcd-cond" id={id}>
      {group.items.length > 1 && (
        <select
          className="mcd-mode"
          aria-label={t("Các điều kiện phải đúng thế nào")}
          value={group.mode}
          onChange={(event) => {
            onChange({ ...group, mode: event.target.value === "any" ? "any" : "all" });
          }}
        >
          <option value="all">{t("Khi tất cả điều sau đều đúng")}</option>
          <option value="any">{t("Khi có ít nhất một điều sau đúng")}</option>
        </select>
      )}
      {group.items.map((item, index) => (
        <ItemEditor
          key={index}
          item={item}
          number={numberOf(index)}
          world={world}
          row={row}
          onChange={(next) => {
            onChange({ ...group, items: group.items.with(index, next) });
          }}
          onRemove={() => {
            onChange({ ...group, items: group.items.toSpliced(index, 1) });
          }}
        />
      ))}
      {editable && (
        <div className="mcd-cond-add">
          <button
            type="button"
            className="button button-small button-secondary"
            onClick={() => {
              add(emptyLine());
            }}
          >
            <Icon name="plus" />{" "}
            {group.items.length === 0 && begin !== undefined ? begin : t("Thêm điều kiện")}
          </button>
          {group.items.length > 0 && !isDeep && (
            <button
              type="button"
              className="button button-small button-secondary"
              onClick={() => {
                const mode = group.mode === "all" ? "any" : "all";
                add({ ...emptyGroup(mode), items: [emptyLine(), emptyLine()] });
              }}
            >
              <Icon name="plus" /> {t("Thêm nhóm điều kiện")}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
