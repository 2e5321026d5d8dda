import type { ReactNode } from "react";
import type { GroupTable, ResultRow, Rows } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { ItemButtons } from "../inputs/ItemButtons.tsx";
import { ChecksInput, SelectInput, WordsInput } from "../inputs/inputs.tsx";
import { update } from "../model/operations.ts";
import { useEdit, useEditable, useFields } from "../store/hooks.ts";
import { nameOf } from "../words/rules.ts";

export const MOST_COLUMNS = 12;

/** Lines of "label: value". */
export function RowsFields({ block }: { block: Rows }): ReactNode {
  const edit = useEdit();
  const editable = useEditable();
  const { rows } = block;
  function change(next: ResultRow[], key?: string): void {
    const words = t("Sửa bảng thông tin");
    edit(
      [update("block", block.id, { rows: next })],
      key === undefined ? { words } : { words, key: `${block.id}.${key}` },
    );
  }
  return (
    <fieldset className="mcd-fieldset">
      <legend className="mcd-label">{t("Bảng thông tin")}</legend>
      <ol className="mcd-options">
        {rows.map((row, index) => (
          <li key={index} className="mcd-option">
            <div className="mcd-grid">
              <WordsInput
                label={t("Tên dòng {number}", { number: index + 1 })}
                value={row.label}
                onChange={(label) => {
                  change(rows.with(index, { ...row, label }), `${index}.label`);
                }}
              />
              <WordsInput
                label={t("Nội dung dòng {number}", { number: index + 1 })}
                value={row.value}
                onChange={(value) => {
                  change(rows.with(index, { ...row, value }), `${index}.value`);
                }}
              />
            </div>
            {editable && (
              <ItemButtons
                name={t("dòng {number}", { number: index + 1 })}
                index={index}
                count={rows.length}
                onShift={(by) => {
                  change(rows.toSpliced(index, 1).toSpliced(index + by, 0, row));
                }}
                onRemove={() => {
                  change(rows.toSpliced(index, 1));
                }}
              />
            )}
          </li>
        ))}
      </ol>
      {editable && <RowAdder rows={rows} onChange={change} />}
    </fieldset>
  );
}

interface AdderProps {
  rows: readonly ResultRow[];
  onChange: (rows: ResultRow[]) => void;
}

/** An empty line, or one made of a question: its name, and its answer. */
function RowAdder({ rows, onChange }: AdderProps): ReactNode {
  const fields = useFields().filter((field) => field.fields.length === 0);
  return (
    <div className="mcd-acts">
      <button
        type="button"
        className="button button-small button-secondary"
        onClick={() => {
          onChange([...rows, { label: {}, value: {} }]);
        }}
      >
        <Icon name="plus" /> {t("Thêm dòng")}
      </button>
      <select
        aria-label={t("Thêm dòng từ câu hỏi")}
        value=""
        onChange={(event) => {
          const field = fields.find((each) => each.id === event.target.value);
          if (field !== undefined) {
            const value = { vi: `{form.${field.key}}` };
            onChange([...rows, { label: { ...field.label }, value }]);
          }
        }}
      >
        <option value="">{t("Thêm dòng từ câu hỏi…")}</option>
        {fields.map((field) => (
          <option key={field.id} value={field.id}>
            {nameOf(field)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A table with one line for each row of a repeating group. */
export function TableFields({ block }: { block: GroupTable }): ReactNode {
  const edit = useEdit();
  const groups = useFields().filter((field) => field.type === "group");
  const group = groups.find((field) => field.id === block.group_field);
  const words = t("Sửa bảng lấy từ nhóm lặp lại");
  return (
    <fieldset className="mcd-fieldset">
      <legend className="mcd-label">{t("Bảng lấy từ nhóm lặp lại")}</legend>
      <SelectInput
        label={t("Nhóm nào")}
        value={block.group_field}
        choices={groups.map((field) => [field.id, nameOf(field)] as const)}
        onChange={(id) => {
          const inner = groups.find((field) => field.id === id)?.fields ?? [];
          const columns = inner.map((field) => field.id).slice(0, MOST_COLUMNS);
          edit([update("block", block.id, { group_field: id, columns })], { words });
        }}
      />
      <ChecksInput
        label={t("Các cột")}
        value={block.columns}
        choices={(group?.fields ?? []).map((field) => [field.id, nameOf(field)] as const)}
        onChange={(columns) => {
          edit([update("block", block.id, { columns: columns.slice(0, MOST_COLUMNS) })], { words });
        }}
      />
    </fieldset>
  );
}
