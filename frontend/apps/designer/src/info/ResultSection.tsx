import type { ReactNode } from "react";
import type { ResultTemplate } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { SelectInput, WordsInput } from "../inputs/inputs.tsx";
import { blankParagraph } from "../model/blank.ts";
import { add, update, updateWhole } from "../model/operations.ts";
import { pick } from "../model/text.ts";
import { ConditionEditor } from "../rules/ConditionEditor.tsx";
import { Icon } from "../inputs/icons.tsx";
import { newId } from "../model/copies.ts";
import { useDesigner, useEdit, useEditable, useFields } from "../store/hooks.ts";
import { nameOf } from "../words/rules.ts";
import { ListSection } from "./ListSection.tsx";
import { Placeholders } from "./Placeholders.tsx";
import { ProblemsAt } from "./problems.tsx";
import { MOST_COLUMNS, RowsFields, TableFields } from "./ResultTables.tsx";

type Block = ResultTemplate["blocks"][number];

export function ResultSection(): ReactNode {
  const edit = useEdit();
  const result = useDesigner((state) => state.document.result);
  function change(set: Partial<ResultTemplate>, key: string): void {
    edit([updateWhole("result", set)], { words: t("Sửa giấy kết quả"), key: `result.${key}` });
  }
  return (
    <>
      <div data-place="result/name">
        <ProblemsAt path="result/name" />
        <WordsInput
          label={t("Tên kết quả giải quyết")}
          value={result.name}
          onChange={(name) => {
            change({ name }, "name");
          }}
        />
      </div>
      <ProblemsAt path="result/blocks" />
      <WordsInput
        label={t("Dòng tiêu đề trên giấy")}
        value={result.title}
        onChange={(title) => {
          change({ title }, "title");
        }}
      />
      <WordsInput
        label={t("Chức danh người ký")}
        value={result.signer_title}
        onChange={(title) => {
          change({ signer_title: title }, "signer_title");
        }}
      />
      <CopiesField result={result} onChange={change} />
      <Placeholders />
      <ListSection
        what="block"
        path="result"
        items={result.blocks}
        noun={t("đoạn văn")}
        nameOf={blockName}
        blank={blankParagraph}
      >
        {(block) => <BlockFields block={block} />}
      </ListSection>
      <MoreBlocks />
    </>
  );
}

/** Blocks of the other kinds; paragraphs have the list's own button. */
function MoreBlocks(): ReactNode {
  const edit = useEdit();
  const editable = useEditable();
  const groups = useFields().filter((field) => field.type === "group");
  if (!editable) {
    return null;
  }
  const kinds: [string, () => Block][] = [
    [t("Thêm tiêu đề"), () => ({ id: newId("blk"), kind: "heading", text: {}, visible_if: null })],
    [
      t("Thêm bảng thông tin"),
      () => ({ id: newId("blk"), kind: "rows", rows: [], visible_if: null }),
    ],
  ];
  const [group] = groups;
  if (group !== undefined) {
    kinds.push([
      t("Thêm bảng từ nhóm lặp lại"),
      () => ({
        id: newId("blk"),
        kind: "group_table",
        group_field: group.id,
        columns: group.fields.map((field) => field.id).slice(0, MOST_COLUMNS),
        visible_if: null,
      }),
    ]);
  }
  return (
    <div className="mcd-acts">
      {kinds.map(([label, blank]) => (
        <button
          key={label}
          type="button"
          className="button button-small button-secondary"
          onClick={() => {
            edit([add("block", blank())], { words: label });
          }}
        >
          <Icon name="plus" /> {label}
        </button>
      ))}
    </div>
  );
}

interface CopiesProps {
  result: ResultTemplate;
  onChange: (set: Partial<ResultTemplate>, key: string) => void;
}

function CopiesField({ result, onChange }: CopiesProps): ReactNode {
  const numbers = useFields().filter((field) => field.type === "number");
  return (
    <SelectInput
      label={t("Số bản cấp lấy từ câu hỏi")}
      value={result.copies_field ?? ""}
      choices={[
        ["", t("Cấp một bản")],
        ...numbers.map((field) => [field.id, nameOf(field)] as const),
      ]}
      onChange={(id) => {
        onChange({ copies_field: id || null }, "copies_field");
      }}
    />
  );
}

function blockName(block: Block): string {
  return block.kind === "heading" || block.kind === "paragraph"
    ? pick(block.text).slice(0, 40)
    : "";
}

function BlockFields({ block }: { block: Block }): ReactNode {
  const edit = useEdit();
  const words = t("Sửa giấy kết quả");
  return (
    <>
      {block.kind === "rows" && <RowsFields block={block} />}
      {block.kind === "group_table" && <TableFields block={block} />}
      {(block.kind === "heading" || block.kind === "paragraph") && (
        <WordsInput
          label={block.kind === "heading" ? t("Tiêu đề") : t("Đoạn văn")}
          {...(block.kind === "heading" ? {} : { lines: 3, maxLength: 20_000 })}
          value={block.text}
          onChange={(text) => {
            edit([update("block", block.id, { text })], { words, key: `${block.id}.text` });
          }}
        />
      )}
      {block.kind === "paragraph" && (
        <SelectInput
          label={t("Canh lề")}
          value={block.align}
          choices={[
            ["justify", t("Đều hai bên")],
            ["left", t("Trái")],
            ["center", t("Giữa")],
            ["right", t("Phải")],
          ]}
          onChange={(align) => {
            edit([update("block", block.id, { align })], { words });
          }}
        />
      )}
      <details className="mcd-more" open={block.visible_if !== null}>
        <summary>{t("Chỉ in trong một số trường hợp")}</summary>
        <ConditionEditor
          title={t("Khi nào in đoạn này")}
          always={t("Luôn in")}
          rule={block.visible_if}
          excluded={[]}
          onChange={(rule) => {
            edit([update("block", block.id, { visible_if: rule })], {
              words,
              key: `${block.id}.visible_if`,
            });
          }}
        />
      </details>
    </>
  );
}
