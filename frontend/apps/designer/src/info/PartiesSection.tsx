import type { ReactNode } from "react";
import type { Execution, Field } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { SelectInput } from "../inputs/inputs.tsx";
import { updateWhole } from "../model/operations.ts";
import { allFields } from "../model/places.ts";
import { useDesigner, useEdit } from "../store/hooks.ts";
import { GroupMembers } from "./GroupMembers.tsx";

const NAMING = new Set(["person", "short_text"]);

/** Which questions name the owner and who gets the result, and the members of a group. */
export function PartiesSection(): ReactNode {
  const edit = useEdit();
  const document = useDesigner((state) => state.document);
  const execution = document.execution;
  const naming = allFields(document).filter((field: Field) => NAMING.has(field.type));
  const choices: [string, string][] = [
    ["", t("Chính người nộp")],
    ...naming.map((field): [string, string] => [field.id, field.label["vi"] ?? field.key]),
  ];
  function change(set: Partial<Execution>, key?: string): void {
    const words = t("Sửa người liên quan");
    edit(
      [updateWhole("execution", set)],
      key === undefined ? { words } : { words, key: `execution.${key}` },
    );
  }
  return (
    <>
      <SelectInput
        label={t("Câu hỏi nêu chủ hồ sơ")}
        value={execution.owner_field}
        choices={choices}
        onChange={(owner_field) => {
          change({ owner_field });
        }}
      />
      <SelectInput
        label={t("Câu hỏi nêu người nhận kết quả")}
        value={execution.receiver_field}
        choices={choices}
        onChange={(receiver_field) => {
          change({ receiver_field });
        }}
      />
      <GroupMembers
        members={execution.group}
        onChange={(group, key) => {
          change({ group }, key);
        }}
      />
    </>
  );
}
