/** Formulas read into rule trees: `[Số bản] * 8000`, `NẾU(TUỔI([Ngày sinh]) < 6; 0; 8000)`. */

import { OVER_ROWS, SIGNATURES } from "@motcua/form-schema";
import type { Constant, Rule } from "../../generated/service.ts";
import { t } from "../../i18n.ts";
import { fold, pick } from "../../model/text.ts";
import { likeliest, type Names } from "./fields.ts";
import { FormulaFault, tokens, type Token } from "./lexer.ts";
import { functionName, functionNamed, partNamed, profileNamed, WORDS } from "./names.ts";

const MOST_DEPTH = 60;
const COMPARING: Readonly<Record<string, string>> = {
  "=": "eq",
  "<>": "ne",
  "<": "lt",
  "<=": "le",
  ">": "gt",
  ">=": "ge",
};
const CONSTANTS = new Map<string, Constant["value"]>([
  [fold(WORDS.true), true],
  ["true", true],
  [fold(WORDS.false), false],
  ["false", false],
  [fold(WORDS.null), null],
  ["null", null],
]);
type Scalar = boolean | number | string | null;

/** Where each node stands in the text. */
export type Spans = WeakMap<object, { from: number; to: number }>;

export interface Parsed {
  rule: Rule;
  spans: Spans;
}

/** Throws `FormulaFault`. An empty text is no formula: ask before. */
export function parseFormula(text: string, names: Names): Parsed {
  const parser = new Parser(tokens(text), names);
  return { rule: parser.whole(), spans: parser.spans };
}

class Parser {
  readonly spans: Spans = new WeakMap();
  private at = 0;
  private depth = 0;
  private readonly list: readonly Token[];
  private readonly names: Names;

  constructor(list: readonly Token[], names: Names) {
    this.list = list;
    this.names = names;
  }

  whole(): Rule {
    const rule = this.either();
    const rest = this.peek();
    if (rest.kind !== "end") {
      throw this.fault(
        rest.text === ")"
          ? t("Thừa dấu đóng ngoặc.")
          : t("Cần một phép tính hay so sánh giữa hai phần này."),
        rest,
      );
    }
    return rule;
  }

  private peek(): Token {
    const token = this.list[this.at] ?? this.list.at(-1);
    if (token === undefined) throw new FormulaFault(t("Công thức còn trống."), 0, 0);
    return token;
  }

  private take(): Token {
    const token = this.peek();
    this.at += 1;
    return token;
  }

  private is(...signs: string[]): boolean {
    const token = this.peek();
    return token.kind === "sign" && signs.includes(token.text);
  }

  private isWord(op: "and" | "or"): boolean {
    const token = this.peek();
    return token.kind === "name" && functionNamed(token.text) === op;
  }

  private fault(message: string, { from, to }: { from: number; to: number }): FormulaFault {
    return new FormulaFault(message, from, Math.max(to, from));
  }

  private made<T extends Rule>(rule: T, from: number): T {
    const to = this.list[this.at - 1]?.to ?? from;
    this.spans.set(rule, { from, to });
    return rule;
  }

  private either(): Rule {
    this.depth += 1;
    if (this.depth > MOST_DEPTH) {
      throw this.fault(t("Công thức lồng nhau quá nhiều tầng."), this.peek());
    }
    const rule = this.joined("or", () => this.joined("and", () => this.compared()));
    this.depth -= 1;
    return rule;
  }

  private joined(op: "and" | "or", part: () => Rule): Rule {
    const { from } = this.peek();
    const first = part();
    const args = [first];
    while (this.isWord(op)) {
      this.take();
      args.push(part());
    }
    return args.length === 1 ? first : this.made({ op, args }, from);
  }

  private compared(): Rule {
    const { from } = this.peek();
    const left = this.sum();
    const op = this.peek().kind === "sign" ? COMPARING[this.peek().text] : undefined;
    if (op === undefined) return left;
    this.take();
    const right = this.sum();
    const again = this.peek();
    if (again.kind === "sign" && COMPARING[again.text] !== undefined) {
      throw this.fault(t("Chỉ so sánh hai vế. Nối hai so sánh bằng VÀ."), again);
    }
    return this.made({ op, args: [left, right] }, from);
  }

  private sum(): Rule {
    return this.chain(["add", "+"], ["sub", "-"], () => this.product());
  }

  private product(): Rule {
    return this.chain(["mul", "*"], ["div", "/"], () => this.negated());
  }

  /** `a + b + c` is one sum of three; `a - b - c` are two differences. */
  private chain(many: [string, string], pair: [string, string], part: () => Rule): Rule {
    const { from } = this.peek();
    let left = part();
    let open: Rule[] | null = null;
    while (this.is(many[1], pair[1])) {
      const isMany = this.take().text === many[1];
      const right = part();
      if (isMany && open !== null) {
        open.push(right);
        this.made(left, from);
        continue;
      }
      const args: Rule[] = [left, right];
      left = this.made({ op: isMany ? many[0] : pair[0], args }, from);
      open = isMany ? args : null;
    }
    return left;
  }

  private negated(): Rule {
    const minus = this.peek();
    if (!this.is("-")) return this.primary();
    this.take();
    const number = this.peek();
    if (number.kind === "number") {
      this.take();
      return this.made({ value: -Number(number.value) }, minus.from);
    }
    this.depth += 1;
    if (this.depth > MOST_DEPTH) {
      throw this.fault(t("Công thức lồng nhau quá nhiều tầng."), minus);
    }
    const zero: Constant = { value: 0 };
    const rule = { op: "sub", args: [zero, this.negated()] };
    this.depth -= 1;
    return this.made(rule, minus.from);
  }

  private primary(): Rule {
    const token = this.take();
    switch (token.kind) {
      case "number":
      case "text":
      case "date":
        return this.made({ value: token.value ?? null }, token.from);
      case "field":
        return this.reference(token);
      case "profile":
        return this.profile(token);
      case "name":
        return this.named(token);
      default:
        return this.grouped(token);
    }
  }

  private grouped(token: Token): Rule {
    if (token.text === "(") {
      const rule = this.either();
      this.close(token, ")");
      return rule;
    }
    if (token.text === "{") {
      const value = this.is("}") ? [] : this.constants();
      this.close(token, "}");
      return this.made({ value }, token.from);
    }
    this.at -= 1;
    const message =
      token.kind === "end"
        ? t("Công thức chưa hết: còn thiếu một giá trị ở cuối.")
        : t("Cần một câu hỏi, số hoặc hàm ở đây.");
    throw this.fault(message, token);
  }

  private constants(): Scalar[] {
    const values: Scalar[] = [];
    do {
      const start = this.peek();
      const rule = this.negated();
      if (!("value" in rule) || Array.isArray(rule.value)) {
        throw this.fault(t("Trong dấu { } chỉ viết số, chữ hoặc ngày."), start);
      }
      values.push(rule.value);
    } while (this.separated());
    return values;
  }

  private separated(): boolean {
    if (!this.is(";")) return false;
    this.take();
    return true;
  }

  private close(opened: Token, sign: string): void {
    if (this.is(sign)) {
      this.take();
      return;
    }
    const token = this.peek();
    const message =
      token.kind === "end"
        ? t("Thiếu dấu {sign} để đóng dấu mở ở đây.", { sign })
        : t("Cần dấu ; hoặc {sign} ở đây.", { sign });
    throw this.fault(message, token.kind === "end" ? opened : token);
  }

  private reference(token: Token): Rule {
    const known = this.names.find(token.text);
    const gone = /^\s*\?(fld_\w+)\s*$/u.exec(token.text)?.[1];
    if (known === "many") {
      throw this.fault(
        t("Có nhiều câu hỏi tên “{name}”. Chọn từ danh sách gợi ý.", { name: token.text }),
        token,
      );
    }
    if (known === null && gone === undefined) throw this.unknownField(token);
    const ref = known?.id ?? gone ?? "";
    const dot = this.peek();
    if (dot.kind !== "part") return this.made({ ref, part: null }, token.from);
    this.take();
    return this.made({ ref, part: partNamed(dot.text) }, token.from);
  }

  private unknownField(token: Token): FormulaFault {
    const like = likeliest(token.text, this.names);
    const message =
      like === undefined
        ? t("Không có câu hỏi nào tên “{name}”.", { name: token.text })
        : t("Không có câu hỏi “{name}”. Có phải “{like}”?", {
            name: token.text,
            like: pick(like.label),
          });
    return this.fault(message, token);
  }

  private profile(token: Token): Rule {
    const profile = profileNamed(token.text);
    if (profile === undefined) {
      throw this.fault(t("Tài khoản người nộp không có “{name}”.", { name: token.text }), token);
    }
    return this.made({ profile } as Rule, token.from);
  }

  private named(token: Token): Rule {
    const constant = CONSTANTS.get(fold(token.text));
    if (!this.is("(")) {
      if (constant !== undefined) return this.made({ value: constant }, token.from);
      const field = this.names.find(`#${token.text}`);
      if (field !== null) return this.reference({ ...token, text: `#${token.text}` });
      const op = functionNamed(token.text);
      const message =
        op === undefined
          ? t('Không hiểu “{name}”. Viết tên câu hỏi trong [ ], chữ trong " ".', {
              name: token.text,
            })
          : t("Sau {name} cần dấu ngoặc: {name}(…)", { name: functionName(op) });
      throw this.fault(message, token);
    }
    const op = functionNamed(token.text);
    if (op === undefined) {
      throw this.fault(t("Không có hàm “{name}”.", { name: token.text }), token);
    }
    const opened = this.take();
    const args = this.is(")") ? [] : this.args();
    this.close(opened, ")");
    this.counted(op, args.length, token);
    return this.made({ op, args }, token.from);
  }

  private args(): Rule[] {
    const args = [this.either()];
    while (this.separated()) args.push(this.either());
    return args;
  }

  private counted(op: keyof typeof SIGNATURES, count: number, token: Token): void {
    const [accepts, , least, repeats] = SIGNATURES[op];
    const most = repeats === true ? Infinity : accepts.length;
    if (count >= least && (count <= most || OVER_ROWS.includes(op))) return;
    const name = functionName(op);
    const message =
      count < least
        ? t("{name} cần ít nhất {least} phần trong ngoặc, cách nhau bằng dấu ;", { name, least })
        : t("{name} chỉ nhận {most} phần trong ngoặc.", { name, most });
    throw this.fault(message, token);
  }
}
