/** bpmnlint with its usual rules, said in Vietnamese. */

import recommended from "bpmnlint/config/recommended.js";
import Linter from "bpmnlint/lib/linter.js";
import StaticResolver from "bpmnlint/lib/resolver/static-resolver.js";
import adHoc from "bpmnlint/rules/ad-hoc-sub-process.js";
import conditionalFlows from "bpmnlint/rules/conditional-flows.js";
import endRequired from "bpmnlint/rules/end-event-required.js";
import eventGateway from "bpmnlint/rules/event-based-gateway.js";
import eventSubProcess from "bpmnlint/rules/event-sub-process-typed-start-event.js";
import fakeJoin from "bpmnlint/rules/fake-join.js";
import global from "bpmnlint/rules/global.js";
import labelRequired from "bpmnlint/rules/label-required.js";
import linkEvent from "bpmnlint/rules/link-event.js";
import noDrawing from "bpmnlint/rules/no-bpmndi.js";
import noComplex from "bpmnlint/rules/no-complex-gateway.js";
import noDisconnected from "bpmnlint/rules/no-disconnected.js";
import noDuplicate from "bpmnlint/rules/no-duplicate-sequence-flows.js";
import noJoinFork from "bpmnlint/rules/no-gateway-join-fork.js";
import noImplicitEnd from "bpmnlint/rules/no-implicit-end.js";
import noImplicitSplit from "bpmnlint/rules/no-implicit-split.js";
import noImplicitStart from "bpmnlint/rules/no-implicit-start.js";
import noInclusive from "bpmnlint/rules/no-inclusive-gateway.js";
import noOverlap from "bpmnlint/rules/no-overlapping-elements.js";
import singleBlankStart from "bpmnlint/rules/single-blank-start-event.js";
import singleDefinition from "bpmnlint/rules/single-event-definition.js";
import startRequired from "bpmnlint/rules/start-event-required.js";
import subBlankStart from "bpmnlint/rules/sub-process-blank-start-event.js";
import superfluousGateway from "bpmnlint/rules/superfluous-gateway.js";
import superfluousLabel from "bpmnlint/rules/superfluous-label.js";
import superfluousTermination from "bpmnlint/rules/superfluous-termination.js";
import { t } from "../../i18n.ts";

export interface Finding {
  rule: string;
  /** Name of the element, else its id. */
  place: string;
  words: string;
  isError: boolean;
}

const RULES: Readonly<Record<string, readonly [rule: unknown, words: string]>> = {
  "ad-hoc-sub-process": [adHoc, "Quy trình con tự do không được có bắt đầu và kết thúc."],
  "conditional-flows": [conditionalFlows, "Lối đi có điều kiện thiếu điều kiện."],
  "end-event-required": [endRequired, "Thiếu điểm kết thúc."],
  "event-based-gateway": [eventGateway, "Cổng chờ sự kiện nối chưa đúng."],
  "event-sub-process-typed-start-event": [
    eventSubProcess,
    "Quy trình con theo sự kiện phải bắt đầu bằng một sự kiện.",
  ],
  "fake-join": [fakeJoin, "Nhiều mũi tên vào mà không có cổng gộp."],
  global: [global, "Thành phần dùng chung khai báo chưa đúng."],
  "label-required": [labelRequired, "Chưa đặt tên."],
  "link-event": [linkEvent, "Sự kiện nối chưa thành cặp."],
  "no-bpmndi": [noDrawing, "Có trong tệp mà không có trên bản vẽ."],
  "no-complex-gateway": [noComplex, "Không dùng cổng phức hợp."],
  "no-disconnected": [noDisconnected, "Chưa nối với gì."],
  "no-duplicate-sequence-flows": [noDuplicate, "Hai mũi tên trùng nhau."],
  "no-gateway-join-fork": [noJoinFork, "Một cổng vừa gộp vừa rẽ; hãy tách làm hai."],
  "no-implicit-end": [noImplicitEnd, "Dừng ở đây mà không có điểm kết thúc."],
  "no-implicit-split": [noImplicitSplit, "Nhiều mũi tên ra mà không có cổng rẽ."],
  "no-implicit-start": [noImplicitStart, "Bắt đầu ở đây mà không có điểm bắt đầu."],
  "no-inclusive-gateway": [noInclusive, "Không nên dùng cổng bao gồm."],
  "no-overlapping-elements": [noOverlap, "Nằm chồng lên phần khác."],
  "single-blank-start-event": [singleBlankStart, "Có nhiều điểm bắt đầu trống."],
  "single-event-definition": [singleDefinition, "Một sự kiện chỉ nên có một nghĩa."],
  "start-event-required": [startRequired, "Thiếu điểm bắt đầu."],
  "sub-process-blank-start-event": [subBlankStart, "Quy trình con phải bắt đầu bằng điểm trống."],
  "superfluous-gateway": [superfluousGateway, "Cổng thừa, chỉ có một lối."],
  "superfluous-label": [superfluousLabel, "Tên thừa."],
  "superfluous-termination": [superfluousTermination, "Điểm kết thúc ngay là thừa."],
};

const MOST_FINDINGS = 100;

export async function lintDrawing(definitions: unknown): Promise<Finding[]> {
  const cache: Record<string, unknown> = { "config:bpmnlint/recommended": recommended };
  for (const [name, [rule]] of Object.entries(RULES)) cache[`rule:bpmnlint/${name}`] = rule;
  const linter = new Linter({
    resolver: new StaticResolver(cache),
    config: { extends: "bpmnlint:recommended" },
  });
  const results = await linter.lint(definitions);
  return Object.entries(results)
    .flatMap(([rule, reports]) =>
      reports.map((report) => ({
        rule,
        place: report.name ?? report.id ?? "",
        words: t(RULES[rule]?.[1] ?? report.message),
        isError: report.category === "error",
      })),
    )
    .sort((one, other) => Number(other.isError) - Number(one.isError))
    .slice(0, MOST_FINDINGS);
}
