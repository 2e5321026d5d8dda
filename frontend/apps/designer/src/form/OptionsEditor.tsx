import { useState, type ReactNode } from "react";
import type { Field } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { WordsInput } from "../inputs/inputs.tsx";
import { blankOption } from "../model/blank.ts";
import { asItems } from "../model/lists.ts";
import { add, move, remove, update, type Item } from "../model/operations.ts";
import type { Words } from "../model/text.ts";
import { useEdit, useEditable } from "../store/hooks.ts";

/** The options of a choice: words, order, and a box to paste many at once. */
export function OptionsEditor({ field }: { field: Field }): ReactNode {
  const edit = useEdit();
  const editable = useEditable();
  const options = asItems(field.config["options"]);
  const values = options.map((option) => String(option["value"]));
  return (
    <fieldset className="mcd-fieldset">
      <legend className="mcd-label">{t("Các lựa chọn")}</legend>
      <ol className="mcd-options">
        {options.map((option, index) => (
          <OptionRow
            key={String(option["value"])}
            field={field}
            option={option}
            index={index}
            count={options.length}
          />
        ))}
      </ol>
      {editable && (
        <>
          <button
            type="button"
            className="button button-small button-secondary"
            onClick={() => {
              const option = blankOption(
                t("Lựa chọn {number}", { number: options.length + 1 }),
                values,
              );
              edit([add("option", option, field.id)], { words: t("Thêm lựa chọn") });
            }}
          >
            <Icon name="plus" /> {t("Thêm lựa chọn")}
          </button>
          <Paste field={field} values={values} />
        </>
      )}
    </fieldset>
  );
}

interface RowProps {
  field: Field;
  option: Item;
  index: number;
  count: number;
}

function OptionRow({ field, option, index, count }: RowProps): ReactNode {
  const edit = useEdit();
  const editable = useEditable();
  const value = String(option["value"]);
  const label = (option["label"] ?? {}) as Words;
  function shift(step: number): void {
    edit([move("option", value, index + step, field.id)], { words: t("Đổi thứ tự lựa chọn") });
  }
  return (
    <li
      className="mcd-option"
      onKeyDown={(event) => {
        const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
        if (event.altKey && step !== 0) {
          event.preventDefault();
          event.stopPropagation();
          if (index + step >= 0 && index + step < count) {
            shift(step);
          }
        }
      }}
    >
      <WordsInput
        label={t("Lựa chọn {number}", { number: index + 1 })}
        value={label}
        onChange={(words) => {
          edit([update("option", value, { label: words }, field.id)], {
            words: t("Sửa lựa chọn"),
            key: `${field.id}.option.${value}`,
          });
        }}
      />
      {editable && (
        <span className="mcd-mini-buttons">
          <button
            type="button"
            className="mcd-icon-button"
            disabled={index === 0}
            aria-label={t("Đưa lựa chọn {number} lên", { number: index + 1 })}
            onClick={() => {
              shift(-1);
            }}
          >
            <Icon name="up" />
          </button>
          <button
            type="button"
            className="mcd-icon-button"
            disabled={index === count - 1}
            aria-label={t("Đưa lựa chọn {number} xuống", { number: index + 1 })}
            onClick={() => {
              shift(1);
            }}
          >
            <Icon name="down" />
          </button>
          <button
            type="button"
            className="mcd-icon-button mcd-danger"
            aria-label={t("Xóa lựa chọn {number}", { number: index + 1 })}
            onClick={() => {
              edit([remove("option", value, field.id)], { words: t("Xóa lựa chọn") });
            }}
          >
            <Icon name="trash" />
          </button>
        </span>
      )}
    </li>
  );
}

/** One option a line, as copied from a document or a spreadsheet. */
function Paste({ field, values }: { field: Field; values: readonly string[] }): ReactNode {
  const edit = useEdit();
  const [text, setText] = useState("");
  const lines = text
    .split("\n")
    .map((line) => line.trim().normalize("NFC"))
    .filter((line) => line !== "");
  return (
    <details className="mcd-more">
      <summary>{t("Dán nhiều lựa chọn cùng lúc")}</summary>
      <label className="mcd-label" htmlFor={`paste-${field.id}`}>
        {t("Mỗi dòng một lựa chọn")}
      </label>
      <textarea
        id={`paste-${field.id}`}
        rows={5}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
        }}
      />
      <button
        type="button"
        className="button button-small"
        disabled={lines.length === 0 || lines.length > 150}
        onClick={() => {
          const taken = [...values];
          const made = lines.map((line) => {
            const option = blankOption(line.slice(0, 500), taken);
            taken.push(option.value);
            return add("option", option, field.id);
          });
          if (edit(made, { words: t("Thêm {count} lựa chọn", { count: made.length }) })) {
            setText("");
          }
        }}
      >
        {t("Thêm {count} lựa chọn", { count: lines.length })}
      </button>
      {lines.length > 150 && <p className="mcd-error">{t("Mỗi lần dán tối đa 150 dòng.")}</p>}
    </details>
  );
}
