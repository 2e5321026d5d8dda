import { ANSWER, define, issue, wrongType } from "../base.ts";
import type { AnyFieldType, Settings } from "../base.ts";
import { inner, ofParts } from "../composite.ts";
import type { InnerPart } from "../composite.ts";
import { readCode } from "../paper_codes.ts";
import shortText from "../short_text/index.ts";
import singleChoice from "../single_choice/index.ts";
import { isLine } from "../wording.ts";
import banks from "./banks.json";

const OPTIONS = Object.entries(banks).map(([value, name]) => ({ value, label: { vi: name } }));
const ACCOUNT: AnyFieldType = {
  key: "account_number",
  defaults: {},
  read: (posted) => readCode(posted),
  check(value) {
    if (!isLine(value)) return wrongType();
    return /^[A-Z0-9]{6,19}$/.test(value) ? [] : [issue("account_number")];
  },
  display: String,
};

const PARTS: readonly InnerPart[] = [
  inner("bank", singleChoice, { options: OPTIONS }, { vi: "Ngân hàng", en: "Bank" }, true),
  inner("number", ACCOUNT, {}, { vi: "Số tài khoản", en: "Account number" }, true),
  inner(
    "holder",
    shortText,
    { form: "person_name", max_length: 100 },
    { vi: "Tên chủ tài khoản", en: "Account holder" },
    true,
  ),
];

export default define({
  key: "bank_account",
  defaults: { ...ANSWER, ask_holder: true },
  ...ofParts(({ ask_holder: asked }: Settings<"bank_account">) =>
    asked ? PARTS : PARTS.slice(0, 2),
  ),
});
