import type { FeeRule, Rule, ServiceDocument, Step } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { indexOf } from "../model/index.ts";
import { outlineOfPage } from "../model/places.ts";
import { pick } from "../model/text.ts";
import type { Tab } from "../store/state.ts";
import { ruleWords } from "../words/rules.ts";

/** One box of the map: something that happens to a dossier, and where it is edited. */
export interface Stop {
  key: string;
  /** Id of the part, or empty for a section of the document. */
  id: string;
  kind: "eligibility" | "page" | "check" | "fee" | "step" | "result" | "missing";
  title: string;
  lines: string[];
  condition: string;
  tab: Tab;
  path: string;
}

export interface Stage {
  key: string;
  title: string;
  stops: Stop[];
}

export function stagesOf(document: ServiceDocument, roles: ReadonlyMap<string, string>): Stage[] {
  return [
    { key: "before", title: t("Trước khi khai"), stops: beforeStops(document) },
    { key: "form", title: t("Người dân khai"), stops: formStops(document) },
    { key: "send", title: t("Nộp"), stops: sendStops(document) },
    { key: "process", title: t("Cơ quan giải quyết"), stops: processStops(document, roles) },
    { key: "result", title: t("Kết quả"), stops: resultStops(document) },
  ];
}

function stop(
  kind: Stop["kind"],
  key: string,
  title: string,
  more: Partial<Stop> & { path: string; tab: Tab },
): Stop {
  return { kind, key, id: "", title, lines: [], condition: "", ...more };
}

function beforeStops(document: ServiceDocument): Stop[] {
  const { service, components } = document;
  const login = [t("Không cần tài khoản"), t("Tài khoản tự đăng ký"), t("Đã định danh mức 2")];
  const questions = document.eligibility;
  return [
    stop("eligibility", "service", pick(service.name) || t("Dịch vụ chưa có tên"), {
      lines: [login[service.assurance_level] ?? ""],
      tab: "info",
      path: "service",
    }),
    stop("eligibility", "eligibility", t("Xem có đúng thủ tục không"), {
      lines: [
        questions.length === 0
          ? t("Chưa có câu hỏi điều kiện")
          : t("{count} câu hỏi điều kiện", { count: questions.length }),
      ],
      tab: "info",
      path: "eligibility",
    }),
    stop("eligibility", "components", t("Giấy tờ cần chuẩn bị"), {
      lines: [
        components.length === 0
          ? t("Không cần giấy tờ")
          : t("{count} giấy tờ", { count: components.length }),
      ],
      tab: "info",
      path: "components",
    }),
  ];
}

function formStops(document: ServiceDocument): Stop[] {
  const { pages } = document.form;
  if (pages.length === 0) {
    return [
      stop("missing", "no-page", t("Tờ khai chưa có trang nào"), { tab: "form", path: "form" }),
    ];
  }
  const sections = new Map(document.form.sections.map((each) => [each.id, each]));
  return pages.map((page, index) => {
    const section = page.section === null ? undefined : sections.get(page.section);
    const asked = outlineOfPage(page).length;
    return stop("page", page.id, `${index + 1}. ${pick(page.title) || t("Trang chưa đặt tên")}`, {
      id: page.id,
      lines: [
        ...(section === undefined ? [] : [pick(section.title)]),
        t("{count} câu hỏi", { count: asked }),
      ],
      condition: words(document, page.visible_if),
      tab: "form",
      path: `form/${page.id}`,
    });
  });
}

function sendStops(document: ServiceDocument): Stop[] {
  const path = `form/${document.form.pages.at(-1)?.id ?? ""}`;
  return [
    stop("check", "check", t("Kiểm tra lại câu trả lời"), {
      lines: [t("Máy tự làm, không cần thiết lập")],
      tab: "form",
      path,
    }),
    ...feeStops(document, "before"),
    stop("check", "receipt", t("Nhận giấy biên nhận"), {
      lines: [noticeLine(document, "submitted")],
      tab: "info",
      path: "notices",
    }),
  ];
}

function processStops(document: ServiceDocument, roles: ReadonlyMap<string, string>): Stop[] {
  const { steps } = document.process;
  if (steps.length === 0) {
    return [
      stop("missing", "no-step", t("Chưa có bước giải quyết nào"), {
        tab: "process",
        path: "process",
      }),
    ];
  }
  const names = new Map(steps.map((step) => [step.id, pick(step.name)]));
  return [
    stop("step", "clock", t("Thời hạn"), {
      lines: [clockLine(document)],
      tab: "info",
      path: "clock",
    }),
    ...feeStops(document, "after"),
    ...steps.map((step, index) =>
      stop("step", step.id, `${index + 1}. ${pick(step.name) || t("Bước chưa đặt tên")}`, {
        id: step.id,
        lines: [
          step.role === "" ? t("Chưa giao cho ai") : roleName(step.role, roles),
          ...outcomeLines(step, names),
        ],
        tab: "process",
        path: `process/${step.id}`,
      }),
    ),
  ];
}

function roleName(role: string, roles: ReadonlyMap<string, string>): string {
  return role === "applicant" ? t("Người nộp hồ sơ") : (roles.get(role) ?? role);
}

const ENDS: Readonly<Record<string, string>> = {
  "end:issued": "có kết quả",
  "end:refused": "từ chối",
  "end:stopped": "dừng",
};

function outcomeLines(step: Step, names: ReadonlyMap<string, string>): string[] {
  return step.outcomes.map((outcome) => {
    const target = names.get(outcome.to) ?? t(ENDS[outcome.to] ?? "chưa chọn nơi tới");
    return `${pick(outcome.label)} → ${target}`;
  });
}

function resultStops(document: ServiceDocument): Stop[] {
  const { result } = document;
  return [
    stop("result", "result", pick(result.name) || t("Chưa đặt tên kết quả"), {
      lines: [
        result.blocks.length === 0
          ? t("Chưa có mẫu giấy")
          : t("Mẫu giấy có {count} đoạn", { count: result.blocks.length }),
      ],
      tab: "info",
      path: "result",
    }),
    ...feeStops(document, "counter"),
    stop("result", "notice", t("Báo cho người dân"), {
      lines: [noticeLine(document, "issued")],
      tab: "info",
      path: "notices",
    }),
  ];
}

function feeStops(document: ServiceDocument, when: FeeRule["when"]): Stop[] {
  return document.fees
    .filter((fee) => fee.when === when)
    .map((fee) =>
      stop("fee", fee.id, pick(fee.name) || t("Khoản phí chưa có tên"), {
        id: fee.id,
        lines: [t("{amount} đồng", { amount: fee.unit_minor.toLocaleString("vi-VN") })],
        condition: words(document, fee.condition),
        tab: "info",
        path: `fees/${fee.id}`,
      }),
    );
}

function noticeLine(document: ServiceDocument, event: string): string {
  return document.notices.some((notice) => notice.event === event)
    ? t("Có thông báo")
    : t("Dùng thông báo chung");
}

const UNITS: Readonly<Record<string, string>> = {
  working_hours: "giờ làm việc",
  working_days: "ngày làm việc",
  same_day: "trong ngày",
  calendar_days: "ngày",
  hours: "giờ",
  months: "tháng",
};

function clockLine(document: ServiceDocument): string {
  const { amount, unit } = document.clock;
  const name = t(UNITS[unit] ?? unit);
  return unit === "same_day" ? name : `${amount} ${name}`;
}

function words(document: ServiceDocument, rule: Rule | null): string {
  return rule === null ? "" : ruleWords(rule, indexOf(document).fieldsById);
}
