/** Processes to begin with: the three ways most dossiers go. */

import type { Outcome, Step } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { blankOutcome, blankStep } from "../model/blank.ts";
import { add } from "../model/operations.ts";
import type { Store } from "../store/store.ts";
import { selectStep } from "./edits.ts";
import { joinOf } from "./graph.ts";
import { MINUTES_PER_DAY, MINUTES_PER_HOUR } from "./times.ts";

export interface Starter {
  key: string;
  name: string;
  about: string;
}

export const starters = (): Starter[] => [
  {
    key: "simple",
    name: t("Một cửa đơn giản"),
    about: t("Tiếp nhận, giải quyết, ký, trả kết quả. Có yêu cầu bổ sung và từ chối."),
  },
  {
    key: "appraised",
    name: t("Có thẩm định và phê duyệt"),
    about: t("Thêm bước lãnh đạo phòng xem, lãnh đạo cơ quan ký, văn thư phát hành."),
  },
  {
    key: "consulted",
    name: t("Có lấy ý kiến đơn vị khác"),
    about: t("Vừa thẩm định vừa hỏi ý kiến song song; quá hạn không trả lời là đồng ý."),
  },
];

type Known = Partial<Step> & { name: Step["name"] };

const vi = (words: string): Record<string, string> => ({ vi: words });

function step(known: Known): Step {
  return { ...blankStep(""), ...known };
}

function way(label: string, to: string, kind: Outcome["kind"] = "forward"): Outcome {
  const isForward = kind === "forward";
  return { ...blankOutcome(label, to), kind, requires_reason: !isForward };
}

function reception(): Step {
  return step({
    name: vi(t("Tiếp nhận hồ sơ")),
    kind: "reception",
    role: "receptionist",
    agency: "receiving",
    working_minutes: 4 * MINUTES_PER_HOUR,
    national_state: 2,
  });
}

function supplement(): Step {
  return step({
    name: vi(t("Bổ sung hồ sơ")),
    kind: "citizen",
    role: "applicant",
    working_minutes: 15 * MINUTES_PER_DAY,
    national_state: 5,
  });
}

function handingOver(): Step {
  return step({
    name: vi(t("Trả kết quả")),
    kind: "return",
    role: "returner",
    agency: "receiving",
    working_minutes: 2 * MINUTES_PER_HOUR,
    national_state: 9,
    outcomes: [way(t("Đã trả kết quả"), "end:issued")],
  });
}

function signing(name: string, days: number): Step {
  return step({
    name: vi(name),
    kind: "approve",
    role: "leader",
    working_minutes: days * MINUTES_PER_DAY,
  });
}

/** The steps of a starter, with ids of their own. */
export function stepsOfStarter(key: string): Step[] {
  switch (key) {
    case "appraised":
      return appraised();
    case "consulted":
      return consulted();
    default:
      return simple();
  }
}

function review(name: string, days: number): Step {
  return step({
    name: vi(name),
    role: "specialist",
    working_minutes: days * MINUTES_PER_DAY,
  });
}

/** Reception, work and the citizen's supplement, tied together the way every starter has them. */
function opening(work: Step, next: string): Step[] {
  const received = reception();
  const asked = supplement();
  received.outcomes = [
    way(t("Hồ sơ đủ, tiếp nhận"), work.id),
    way(t("Từ chối tiếp nhận"), "end:refused", "refuse"),
  ];
  asked.outcomes = [way(t("Đã bổ sung"), work.id)];
  work.outcomes = [
    way(t("Đủ điều kiện"), next),
    way(t("Cần bổ sung"), asked.id, "supplement"),
    way(t("Không đủ điều kiện"), "end:refused", "refuse"),
  ];
  return [received, work, asked];
}

function simple(): Step[] {
  const sign = signing(t("Ký duyệt"), 1);
  const work = review(t("Thụ lý hồ sơ"), 2);
  const back = handingOver();
  sign.outcomes = [way(t("Ký"), back.id), way(t("Trả lại"), work.id, "back")];
  return [...opening(work, sign.id), sign, back];
}

function appraised(): Step[] {
  const work = review(t("Thẩm định hồ sơ"), 3);
  const head = step({
    name: vi(t("Lãnh đạo phòng xem xét")),
    role: "division_head",
    working_minutes: MINUTES_PER_DAY,
  });
  const sign = signing(t("Lãnh đạo cơ quan phê duyệt"), 1);
  const issue = step({
    name: vi(t("Đóng dấu, phát hành")),
    kind: "issue",
    role: "clerk_office",
    working_minutes: 4 * MINUTES_PER_HOUR,
  });
  const back = handingOver();
  head.outcomes = [way(t("Đồng ý"), sign.id), way(t("Trả lại"), work.id, "back")];
  sign.outcomes = [way(t("Ký"), issue.id), way(t("Trả lại"), head.id, "back")];
  issue.outcomes = [way(t("Đã phát hành"), back.id)];
  return [...opening(work, head.id), head, sign, issue, back];
}

function consulted(): Step[] {
  const work = review(t("Kiểm tra hồ sơ"), 1);
  const both = step({ name: vi(t("Thẩm định và lấy ý kiến")), kind: "parallel" });
  const inner = review(t("Thẩm định nội dung"), 3);
  const agreed = way(t("Đồng ý"), joinOf(both.id));
  const asked = step({
    name: vi(t("Đơn vị phối hợp cho ý kiến")),
    kind: "consult",
    role: "specialist",
    working_minutes: 5 * MINUTES_PER_DAY,
    outcomes: [agreed, { ...way(t("Không đồng ý"), joinOf(both.id)), requires_reason: true }],
    timeout_outcome: agreed.id,
  });
  const sign = signing(t("Ký duyệt"), 1);
  const back = handingOver();
  inner.outcomes = [way(t("Xong"), joinOf(both.id))];
  both.branches = [inner.id, asked.id];
  both.outcomes = [way(t("Đủ các ý kiến"), sign.id)];
  sign.outcomes = [
    way(t("Ký"), back.id),
    way(t("Trả lại"), work.id, "back"),
    way(t("Từ chối"), "end:refused", "refuse"),
  ];
  return [...opening(work, both.id), both, inner, asked, sign, back];
}

export function fillFrom(store: Store, starter: Starter): void {
  const steps = stepsOfStarter(starter.key);
  const words = t("Bắt đầu từ quy trình “{name}”", { name: starter.name });
  if (
    store.edit(
      steps.map((each) => add("step", each)),
      { words },
    )
  ) {
    selectStep(store, steps[0]?.id ?? "");
  }
}
