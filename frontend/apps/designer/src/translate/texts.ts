import type { Field, ServiceDocument } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { asItem, asItems } from "../model/lists.ts";
import { update, updateWhole, type Item, type Operation } from "../model/operations.ts";
import { pick, withWords, type Words } from "../model/text.ts";

/** One text of the document that people read, and how it is written back. */
export interface TextEntry {
  /** Unique; also what typing in it is joined by. */
  id: string;
  area: string;
  label: string;
  words: Words;
  isLong: boolean;
  /** Where it stands, for jumping there. */
  path: string;
  write: (words: Words) => Operation;
}

const known = new WeakMap<ServiceDocument, readonly TextEntry[]>();

/** All texts in the order a citizen meets them. */
export function textsOf(document: ServiceDocument): readonly TextEntry[] {
  let texts = known.get(document);
  if (texts === undefined) {
    texts = [...serviceTexts(document), ...formTexts(document), ...otherTexts(document)].filter(
      (entry) => pick(entry.words) !== "",
    );
    known.set(document, texts);
  }
  return texts;
}

export function isMissing(entry: TextEntry, language: string): boolean {
  return (entry.words[language] ?? "") === "";
}

export function missingCount(document: ServiceDocument, language: string): number {
  return textsOf(document).filter((entry) => isMissing(entry, language)).length;
}

/** The operation that gives an entry its words in one language. */
export function translated(entry: TextEntry, language: string, text: string): Operation {
  return entry.write(withWords(entry.words, language, text));
}

function serviceTexts(document: ServiceDocument): TextEntry[] {
  const { service, procedure } = document;
  const area = t("Dịch vụ");
  const whole = (
    what: "service" | "procedure",
    key: string,
    label: string,
    words: Words,
  ): TextEntry => ({
    id: `${what}.${key}`,
    area,
    label,
    words,
    isLong: key === "description" || key === "conditions",
    path: `${what}/${key}`,
    write: (next) => updateWhole(what, { [key]: next }),
  });
  return [
    whole("service", "name", t("Tên dịch vụ"), service.name),
    whole("service", "summary", t("Câu giới thiệu ngắn"), service.summary),
    whole("service", "description", t("Mô tả, hướng dẫn"), service.description),
    whole("procedure", "name", t("Tên thủ tục hành chính"), procedure.name),
    whole("procedure", "sector", t("Lĩnh vực"), procedure.sector),
    whole("procedure", "conditions", t("Yêu cầu, điều kiện"), procedure.conditions),
    ...document.eligibility.flatMap((question) => eligibilityTexts(question as unknown as Item)),
  ];
}

function eligibilityTexts(question: Item): TextEntry[] {
  const id = String(question["id"]);
  const area = t("Câu hỏi điều kiện");
  const own = ["text", "help"].map((key) =>
    part(
      "eligibility",
      question,
      key,
      key === "text" ? t("Câu hỏi") : t("Lời hướng dẫn"),
      area,
      `eligibility/${id}`,
    ),
  );
  const options = asItems(question["options"]);
  const inner = options.flatMap((option, index) =>
    (["label", "reason", "advice"] as const).map((key) => ({
      id: `${id}.${index}.${key}`,
      area,
      label: t("Lựa chọn {number}", { number: index + 1 }),
      words: (option[key] ?? {}) as Words,
      isLong: key !== "label",
      path: `eligibility/${id}`,
      write: (next: Words) =>
        update("eligibility", id, { options: options.with(index, { ...option, [key]: next }) }),
    })),
  );
  return [...own, ...inner];
}

function formTexts(document: ServiceDocument): TextEntry[] {
  const sections = document.form.sections.map((section) =>
    part("section", section as unknown as Item, "title", t("Tên phần"), t("Tờ khai"), "form"),
  );
  return [
    ...sections,
    ...document.form.pages.flatMap((page) => {
      const area = pick(page.title);
      const item = page as unknown as Item;
      const path = `form/${page.id}`;
      return [
        part("page", item, "title", t("Tên trang"), area, path),
        part("page", item, "intro", t("Lời dẫn đầu trang"), area, path, true),
        ...page.fields.flatMap((field) => fieldTexts(field, area, path)),
      ];
    }),
  ];
}

function fieldTexts(field: Field, area: string, pagePath: string): TextEntry[] {
  const item = field as unknown as Item;
  const path = `${pagePath}/${field.id}`;
  const name = pick(field.label);
  const label = (words: string): string => (name === "" ? words : `${name}: ${words}`);
  const config = asItem(item["config"]);
  const settings = Object.entries(config).flatMap(([key, value]): TextEntry[] =>
    isWords(value)
      ? [
          {
            id: `${field.id}.config.${key}`,
            area,
            label: label(t("chữ trong thiết lập")),
            words: value,
            isLong: key === "body",
            path,
            write: (next) => update("field", field.id, { config: { ...config, [key]: next } }),
          },
        ]
      : [],
  );
  const options = asItems(config["options"]).map((option): TextEntry => {
    const value = String(option["value"]);
    return {
      id: `${field.id}.option.${value}`,
      area,
      label: label(t("lựa chọn")),
      words: (option["label"] ?? {}) as Words,
      isLong: false,
      path,
      write: (next) => update("option", value, { label: next }, field.id),
    };
  });
  return [
    part("field", item, "label", t("Tên câu hỏi"), area, path),
    part("field", item, "help", label(t("lời hướng dẫn")), area, path, true),
    part("field", item, "purpose", label(t("hỏi để làm gì")), area, path),
    ...settings,
    ...options,
    ...field.fields.flatMap((inner) => fieldTexts(inner, area, path)),
  ];
}

function otherTexts(document: ServiceDocument): TextEntry[] {
  return [...paperTexts(document), ...feeTexts(document), ...noticeTexts(document)];
}

function paperTexts(document: ServiceDocument): TextEntry[] {
  return document.components.flatMap((each) => [
    part(
      "component",
      each as unknown as Item,
      "name",
      t("Tên giấy tờ"),
      t("Thành phần hồ sơ"),
      `components/${each.id}`,
    ),
    part(
      "component",
      each as unknown as Item,
      "template_note",
      t("Ghi chú về mẫu"),
      t("Thành phần hồ sơ"),
      `components/${each.id}`,
      true,
    ),
  ]);
}

function feeTexts(document: ServiceDocument): TextEntry[] {
  return document.fees.flatMap((fee) => [
    part(
      "fee",
      fee as unknown as Item,
      "name",
      t("Tên khoản thu"),
      t("Phí, lệ phí"),
      `fees/${fee.id}`,
    ),
    ...fee.waivers.map((waiver) =>
      part(
        "waiver",
        waiver as unknown as Item,
        "reason",
        t("Lý do miễn giảm"),
        t("Phí, lệ phí"),
        `fees/${fee.id}/${waiver.id}`,
        false,
        fee.id,
      ),
    ),
  ]);
}

function noticeTexts(document: ServiceDocument): TextEntry[] {
  return document.notices.flatMap((notice) => [
    part(
      "notice",
      notice as unknown as Item,
      "subject",
      t("Tiêu đề thông báo"),
      t("Thông báo"),
      `notices/${notice.id}`,
    ),
    part(
      "notice",
      notice as unknown as Item,
      "body",
      t("Nội dung thông báo"),
      t("Thông báo"),
      `notices/${notice.id}`,
      true,
    ),
  ]);
}

function part(
  what: "section" | "eligibility" | "page" | "field" | "component" | "fee" | "waiver" | "notice",
  item: Item,
  key: string,
  label: string,
  area: string,
  path: string,
  isLong = false,
  parent: string | null = null,
): TextEntry {
  const id = String(item["id"]);
  return {
    id: `${id}.${key}`,
    area,
    label,
    words: (item[key] ?? {}) as Words,
    isLong,
    path,
    write: (next) => update(what, id, { [key]: next }, parent),
  };
}

const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z]{2,4})?$/u;

function isWords(value: unknown): value is Words {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length > 0 &&
    Object.entries(value).every(([key, text]) => LANGUAGE.test(key) && typeof text === "string")
  );
}
