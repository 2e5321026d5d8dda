import { useState } from "react";
import type { ReactNode } from "react";
import type { Execution, Field } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { SelectInput, TextInput } from "../inputs/inputs.tsx";
import { updateWhole } from "../model/operations.ts";
import { allFields } from "../model/places.ts";
import { useDesigner, useEdit } from "../store/hooks.ts";

const NAMING = new Set(["person", "short_text"]);
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

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
  function change(set: Partial<Execution>): void {
    edit([updateWhole("execution", set)], { words: t("Sửa người liên quan") });
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
        onChange={(group) => {
          change({ group });
        }}
      />
    </>
  );
}

interface MembersProps {
  members: Execution["group"];
  onChange: (members: Execution["group"]) => void;
}

function GroupMembers({ members, onChange }: MembersProps): ReactNode {
  const [typed, setTyped] = useState("");
  const slug = typed.trim();
  const isNew = SLUG.test(slug) && !members.some((each) => each.service_slug === slug);
  return (
    <fieldset>
      <legend>{t("Nhóm liên thông: một tờ khai, nhiều hồ sơ")}</legend>
      <ul>
        {members.map((each) => (
          <li key={each.service_slug}>
            {each.service_slug}{" "}
            <button
              type="button"
              className="button button-small button-secondary"
              aria-label={t("Bỏ {slug}", { slug: each.service_slug })}
              onClick={() => {
                onChange(members.filter((other) => other !== each));
              }}
            >
              {t("Bỏ")}
            </button>
          </li>
        ))}
      </ul>
      <TextInput
        label={t("Mã dịch vụ thành phần")}
        help={t("Phần cuối địa chỉ trang dịch vụ, ví dụ: dang-ky-khai-sinh")}
        value={typed}
        maxLength={100}
        onChange={setTyped}
      />
      <button
        type="button"
        className="button button-small"
        disabled={!isNew}
        onClick={() => {
          onChange([...members, { service_slug: slug, when: null }]);
          setTyped("");
        }}
      >
        {t("Thêm vào nhóm")}
      </button>
    </fieldset>
  );
}
