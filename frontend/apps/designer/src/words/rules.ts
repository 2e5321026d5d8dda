import type { Call, Field, Rule } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { asItems } from "../model/lists.ts";
import { isCall, isConstant, isRef } from "../model/rules.ts";
import { pick, type Words } from "../model/text.ts";
import type { Verb } from "../rules/sentences.ts";

const VERBS: Readonly<Record<Verb, string>> = {
  eq: "là",
  ne: "không phải là",
  gt: "lớn hơn",
  ge: "từ",
  lt: "nhỏ hơn",
  le: "không quá",
  between: "trong khoảng",
  in: "là một trong",
  not_in: "không thuộc",
  contains: "có",
  lacks: "không có",
  has_any: "có ít nhất một trong",
  has_all: "có tất cả",
  starts_with: "bắt đầu bằng",
  ends_with: "kết thúc bằng",
  filled: "đã được trả lời",
  empty: "chưa được trả lời",
};
const DATE_VERBS: Readonly<Partial<Record<Verb, string>>> = {
  gt: "sau ngày",
  ge: "từ ngày",
  lt: "trước ngày",
  le: "đến hết ngày",
};
const LIST_VERBS: Readonly<Partial<Record<Verb, string>>> = {
  contains: "có chọn",
  lacks: "không chọn",
};

export function verbLabel(verb: Verb, kind: string): string {
  const own =
    kind === "date" ? DATE_VERBS[verb] : kind === "choices" ? LIST_VERBS[verb] : undefined;
  return t(own ?? VERBS[verb]);
}

export function nameOf(field: Field): string {
  return (
    pick(field.label) || pick(field.config["body"] as Words | undefined).slice(0, 80) || field.key
  );
}

/** Options of a choice question. */
export function optionsOf(field: Field | undefined): { value: string; label: string }[] {
  return asItems(field?.config["options"]).map((option) => {
    const value = String(option["value"]);
    return { value, label: pick(option["label"] as Words | undefined) || value };
  });
}

const FRAMES: Readonly<Record<string, string>> = {
  not: "không đúng rằng {a}",
  between: "{a} từ {b} đến {c}",
  if: "nếu {a} thì {b}, không thì {c}",
  coalesce: "câu trả lời đầu tiên có trong: {all}",
  today: "hôm nay",
  age: "tuổi theo {a}",
  age2: "tuổi theo {a}, tính vào {b}",
  days_between: "số ngày từ {a} đến {b}",
  months_between: "số tháng tròn từ {a} đến {b}",
  workdays_between: "số ngày làm việc từ {a} đến {b}",
  workday_add: "{b} ngày làm việc sau {a}",
  date_add: "{b} {c} sau {a}",
  year: "năm của {a}",
  month: "tháng của {a}",
  day: "ngày của {a}",
  weekday: "thứ trong tuần của {a}",
  round: "{a} làm tròn",
  floor: "{a} làm tròn xuống",
  ceil: "{a} làm tròn lên",
  abs: "độ lớn của {a}",
  length: "số ký tự của {a}",
  fold: "{a} (không phân biệt hoa thường và dấu)",
  number: "số trong {a}",
  concat: "ghép {all}",
  slice: "một đoạn của {a}",
  sum: "tổng của {all}",
  min: "số nhỏ nhất trong {all}",
  max: "số lớn nhất trong {all}",
  count: "số lượng {all}",
  any: "ít nhất một trong: {all}",
  all: "tất cả: {all}",
};
const ROW_FRAMES: Readonly<Record<string, string>> = {
  any: "ít nhất một mục của {a} có {b}",
  all: "mọi mục của {a} đều có {b}",
  count: "số mục của {a} có {b}",
  sum: "tổng {b} của mọi mục trong {a}",
  min: "{b} nhỏ nhất trong {a}",
  max: "{b} lớn nhất trong {a}",
};
const SIGNS: Readonly<Record<string, string>> = { add: "+", sub: "−", mul: "×", div: "÷" };
const UNITS: Readonly<Record<string, string>> = { days: "ngày", months: "tháng", years: "năm" };
const PARTS: Readonly<Record<string, string>> = {
  province: "tỉnh, thành phố của {a}",
  commune: "xã, phường của {a}",
  detail: "số nhà, đường của {a}",
};
const PROFILE: Readonly<Record<string, string>> = {
  full_name: "họ tên của người nộp",
  birth_date: "ngày sinh của người nộp",
  sex: "giới tính của người nộp",
  personal_number: "số định danh của người nộp",
  phone: "số điện thoại của người nộp",
  email: "thư điện tử của người nộp",
  address: "nơi ở của người nộp",
  assurance: "mức độ định danh của người nộp",
};
type Fields = ReadonlyMap<string, Field>;

export const profileWords = (key: string): string => t(PROFILE[key] ?? key);
export const partWords = (part: string, of: string): string =>
  t(PARTS[part] ?? "{a} ({part})", { a: of, part });

/** A rule in words; the server says the same, see `formbuilder/queries/rule_words.py`. */
export function ruleWords(rule: Rule, fields: Fields): string {
  return say(rule, fields, undefined);
}

function say(rule: Rule, fields: Fields, about: Field | undefined): string {
  if (isRef(rule)) {
    const field = fields.get(rule.ref);
    const name = field === undefined ? t("(câu đã bỏ)") : `“${nameOf(field)}”`;
    const part = rule.part ?? null;
    return part === null ? name : partWords(part, name);
  }
  if (isConstant(rule)) return constantWords(rule.value, about);
  return isCall(rule) ? sayCall(rule, fields) : profileWords(rule.profile);
}

function sayCall(rule: Call, fields: Fields): string {
  const { op, args } = rule;
  const subject = args.find(isRef);
  const about = subject && fields.get(subject.ref);
  const said = args.map((arg, index) => {
    if (op === "date_add" && index === 2 && isConstant(arg)) {
      return t(UNITS[String(arg.value)] ?? String(arg.value));
    }
    const words = say(arg, fields, about);
    return isCall(arg) && needsBrackets(op, arg.op) ? `(${words})` : words;
  });
  const [a = "", b = "", c = ""] = said;
  if (op === "and" || op === "or") return said.join(` ${op === "and" ? t("và") : t("hoặc")} `);
  const sign = SIGNS[op];
  if (sign !== undefined && said.length > 1) return said.join(` ${sign} `);
  const verb = op === "between" ? undefined : (VERBS as Readonly<Record<string, string>>)[op];
  if (verb !== undefined) {
    const rest = said.slice(1).join(", ");
    return rest === "" ? `${a} ${t(verb)}` : `${a} ${t(verb)} ${rest}`;
  }
  const isRows = args.length === 2 && (about?.fields.length ?? 0) > 0;
  const frame =
    (isRows ? ROW_FRAMES[op] : undefined) ?? FRAMES[`${op}${args.length}`] ?? FRAMES[op];
  if (frame === undefined) return `${op}(${said.join("; ")})`;
  return t(frame, { a, b, c, all: said.join(", ") });
}

function needsBrackets(outer: string, inner: string): boolean {
  const joins = ["and", "or"].includes(inner) && ["and", "or", "not"].includes(outer);
  return joins || (["add", "sub"].includes(inner) && ["mul", "div", "sub"].includes(outer));
}

function constantWords(value: unknown, about: Field | undefined): string {
  if (typeof value === "boolean") {
    return value ? t("Có") : t("Không");
  }
  if (Array.isArray(value)) {
    return value.map((each) => constantWords(each, about)).join(", ");
  }
  const option = optionsOf(about).find((each) => each.value === value);
  return option === undefined ? String(value) : `“${option.label}”`;
}
