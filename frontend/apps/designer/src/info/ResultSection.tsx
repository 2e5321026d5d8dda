import type { ReactNode } from "react";
import type { ResultTemplate } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { SelectInput, WordsInput } from "../inputs/inputs.tsx";
import { blankParagraph } from "../model/blank.ts";
import { update, updateWhole } from "../model/operations.ts";
import { pick } from "../model/text.ts";
import { useDesigner, useEdit, useFields } from "../store/hooks.ts";
import { nameOf } from "../words/rules.ts";
import { ListSection } from "./ListSection.tsx";
import { ProblemsAt } from "./problems.tsx";

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
    </>
  );
}

function blockName(block: Block): string {
  return block.kind === "heading" || block.kind === "paragraph"
    ? pick(block.text).slice(0, 40)
    : "";
}

function BlockFields({ block }: { block: Block }): ReactNode {
  const edit = useEdit();
  if (block.kind === "rows" || block.kind === "group_table") {
    return (
      <p className="mcd-help">
        {block.kind === "rows"
          ? t("Bảng {count} dòng: {names}", {
              count: block.rows.length,
              names: block.rows.map((row) => pick(row.label)).join(", "),
            })
          : t("Bảng lấy từ một nhóm lặp lại của tờ khai.")}
      </p>
    );
  }
  const words = t("Sửa giấy kết quả");
  return (
    <>
      <WordsInput
        label={block.kind === "heading" ? t("Tiêu đề") : t("Đoạn văn")}
        {...(block.kind === "heading" ? {} : { lines: 3, maxLength: 20_000 })}
        value={block.text}
        onChange={(text) => {
          edit([update("block", block.id, { text })], { words, key: `${block.id}.text` });
        }}
      />
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
    </>
  );
}

/** What may stand in braces. */
function Placeholders(): ReactNode {
  const fields = useFields().filter((field) => field.type !== "explanation");
  return (
    <details className="mcd-more">
      <summary>{t("Điền câu trả lời vào giấy")}</summary>
      <p>
        {t("Chép một trong các chữ sau vào đoạn văn; khi in, chỗ đó là câu trả lời của người nộp.")}
      </p>
      <ul className="mcd-placeholders">
        {fields.map((field) => (
          <li key={field.id}>
            <code>{`{form.${field.key}}`}</code> {nameOf(field)}
          </li>
        ))}
      </ul>
    </details>
  );
}
