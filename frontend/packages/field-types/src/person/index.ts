import { ANSWER, define, isRecord, isText, issue, wrongType } from "../base.ts";
import type { Settings } from "../base.ts";
import address from "../address/index.ts";
import { checkParts, inner, ofParts } from "../composite.ts";
import type { InnerPart, Words } from "../composite.ts";
import date from "../date/index.ts";
import email from "../email/index.ts";
import listChoice from "../list_choice/index.ts";
import personalNumber from "../personal_number/index.ts";
import phone from "../phone/index.ts";
import shortText from "../short_text/index.ts";
import singleChoice from "../single_choice/index.ts";
import { LABELS, PAPERS, RESIDENCES, SEXES } from "./labels.ts";
import type { PartName } from "./labels.ts";

type Make = (key: PartName, label: Words, required: boolean) => InnerPart;
const BUILT_IN = "built-in";

const words =
  (length: number, form: "free" | "person_name" = "free"): Make =>
  (key, label, required) =>
    inner(key, shortText, { form, max_length: length }, label, required);
const place: Make = (key, label, required) =>
  inner(key, address, { detail_required: false }, label, required);
const listed =
  (list: string): Make =>
  (key, label, required) =>
    inner(key, listChoice, { list, revision: BUILT_IN }, label, required);
const chosen =
  (options: typeof SEXES, display: "radio" | "select"): Make =>
  (key, label, required) =>
    inner(key, singleChoice, { options, display }, label, required);

const MAKES: Readonly<Record<PartName, Make>> = {
  name: words(120, "person_name"),
  other_name: words(120, "person_name"),
  birth: (key, label, required) =>
    inner(key, date, { partial: true, when: "today_or_past" }, label, required),
  sex: chosen(SEXES, "radio"),
  ethnicity: listed("ethnicities"),
  nationality: listed("countries"),
  personal_number: (key, label, required) => inner(key, personalNumber, {}, label, required),
  paper_type: chosen(PAPERS, "select"),
  paper_number: words(30),
  paper_date: (key, label, required) =>
    inner(key, date, { when: "today_or_past" }, label, required),
  paper_place: words(200),
  residence_kind: chosen(RESIDENCES, "radio"),
  residence: (key, label, required) => inner(key, address, {}, label, required),
  residence_abroad: words(255),
  birthplace: place,
  hometown: place,
  relation: words(100),
  phone: (key, label, required) => inner(key, phone, {}, label, required),
  email: (key, label, required) => inner(key, email, {}, label, required),
};

function partsOf(settings: Settings<"person">): InnerPart[] {
  const asked = new Set<string>([...settings.required_parts, ...settings.optional_parts]);
  const needed = new Set<string>(settings.required_parts);
  const own = settings.labels as Partial<Record<PartName, Words>>;
  return (Object.keys(LABELS) as PartName[])
    .filter((key) => asked.has(key))
    .map((key) => {
      const label = own[key] && Object.keys(own[key]).length > 0 ? own[key] : LABELS[key];
      return MAKES[key](key, label, needed.has(key));
    });
}

export default define({
  key: "person",
  defaults: {
    ...ANSWER,
    variant: "applicant",
    required_parts: ["name", "birth"],
    optional_parts: ["sex", "nationality", "personal_number", "residence"],
    labels: {},
  },
  ...ofParts(partsOf),
  check(value, settings, around) {
    const faults = checkParts(value, partsOf(settings), around);
    if (faults === null || !isRecord(value)) return wrongType();
    const { paper_type: type, paper_number: number } = value;
    if (isText(number) && type === "cmnd" && !/^[0-9]{9}$/.test(number)) {
      faults.push(issue("paper_number", "-paper_number"));
    }
    if (isText(number) && type === "can_cuoc" && !isCardNumber(number)) {
      faults.push(issue("paper_number", "-paper_number"));
    }
    return faults;
  },
});

function isCardNumber(text: string): boolean {
  const match = /^(0[0-9]{2})[0-5][0-9]{8}$/.exec(text);
  return match !== null && Number(match[1]) >= 1 && Number(match[1]) <= 96;
}
