import type { ReactNode } from "react";
import { ConditionEditor } from "../rules/ConditionEditor.tsx";
import type { Requirement } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { CheckInput, NumberInput, SelectInput, WordsInput } from "../inputs/inputs.tsx";
import { blankComponent } from "../model/blank.ts";
import { update } from "../model/operations.ts";
import { pick } from "../model/text.ts";
import { useDesigner, useEdit, useFields } from "../store/hooks.ts";
import { nameOf } from "../words/rules.ts";
import { ListSection } from "./ListSection.tsx";

export function ComponentsSection(): ReactNode {
  const components = useDesigner((state) => state.document.components);
  return (
    <ListSection
      what="component"
      path="components"
      items={components}
      noun={t("giấy tờ")}
      nameOf={(item) => pick(item.name)}
      blank={blankComponent}
      empty={t("Chưa có giấy tờ nào. Không cần giấy tờ thì để trống.")}
    >
      {(item) => <ComponentFields item={item} />}
    </ListSection>
  );
}

function ComponentFields({ item }: { item: Requirement }): ReactNode {
  const edit = useEdit();
  const files = useFields().filter((field) => field.type === "file");
  function change(set: Partial<Requirement>, key?: string): void {
    const words = t("Sửa giấy tờ “{name}”", { name: pick(item.name) });
    edit(
      [update("component", item.id, set)],
      key === undefined ? { words } : { words, key: `${item.id}.${key}` },
    );
  }
  return (
    <>
      <WordsInput
        label={t("Tên giấy tờ")}
        value={item.name}
        onChange={(name) => {
          change({ name }, "name");
        }}
      />
      <div className="mcd-grid">
        <SelectInput
          label={t("Nộp hay xuất trình")}
          value={item.handling}
          choices={[
            ["submit", t("Nộp")],
            ["present", t("Xuất trình")],
          ]}
          onChange={(handling) => {
            change({ handling: handling as Requirement["handling"] });
          }}
        />
        <SelectInput
          label={t("Nộp trực tuyến ở câu hỏi")}
          value={item.field_id ?? ""}
          choices={[
            ["", t("Không nộp trực tuyến")],
            ...files.map((field) => [field.id, nameOf(field)] as const),
          ]}
          onChange={(id) => {
            change({ field_id: id || null });
          }}
        />
        <NumberInput
          label={t("Số bản chính")}
          value={item.originals}
          min={0}
          max={99}
          onChange={(count) => {
            change({ originals: count ?? 0 }, "originals");
          }}
        />
        <NumberInput
          label={t("Số bản sao")}
          value={item.copies}
          min={0}
          max={99}
          onChange={(count) => {
            change({ copies: count ?? 0 }, "copies");
          }}
        />
      </div>
      <CheckInput
        label={t("Không bắt buộc")}
        value={item.optional}
        onChange={(optional) => {
          change({ optional });
        }}
      />
      <ConditionEditor
        title={t("Khi nào phải có giấy này")}
        always={t("Mọi trường hợp")}
        begin={t("Chỉ khi…")}
        rule={item.required_if}
        excluded={[]}
        onChange={(rule) => {
          change({ required_if: rule }, "required_if");
        }}
      />
      <WordsInput
        label={t("Ghi chú về mẫu")}
        maxLength={20_000}
        value={item.template_note}
        onChange={(note) => {
          change({ template_note: note }, "template_note");
        }}
      />
    </>
  );
}
