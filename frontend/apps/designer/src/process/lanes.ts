import type { HostFacts } from "../facts.ts";
import type { Step } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { pick } from "../model/text.ts";

/** One row of the picture: everything one person, unit or machine does. */
export interface Lane {
  key: string;
  /** Who, and under it where. */
  title: string;
  place: string;
}

export type Names = Pick<HostFacts, "roles" | "agencies" | "staff" | "tenants">;

const MACHINE = "machine";
const CITIZEN = "applicant";
/** Steps that nobody does stand beside the step that leads to them. */
const ROUTING: ReadonlySet<Step["kind"]> = new Set([
  "choice",
  "parallel",
  "sub_process",
  "wait_date",
]);

export const isRouting = (step: Step): boolean => ROUTING.has(step.kind);
/** Nobody needs to be named for it. */
export const isUnattended = (step: Step): boolean =>
  isRouting(step) || step.kind === "automatic" || step.kind === "wait_fee";

/** The row of a step by its own words; empty where it takes the row of what leads to it. */
export function ownLane(step: Step, byId: ReadonlyMap<string, Step>): string {
  if (step.role === "applicant" || step.kind === "citizen" || step.kind === "wait_fee") {
    return CITIZEN;
  }
  if (step.kind === "automatic") return MACHINE;
  if (step.role.startsWith("officer:")) {
    const earlier = byId.get(step.role.slice("officer:".length));
    return earlier === undefined || earlier.role.startsWith("officer:")
      ? laneKey(step)
      : ownLane(earlier, byId);
  }
  return step.role === "" && isRouting(step) ? "" : laneKey(step);
}

function laneKey({ role, agency }: Step): string {
  return `${role}@${agency}`;
}

export function laneNamed(key: string, names: Names): Lane {
  if (key === CITIZEN) return { key, title: t("Người nộp hồ sơ"), place: "" };
  if (key === MACHINE) return { key, title: t("Máy tự làm"), place: "" };
  const at = key.lastIndexOf("@");
  const role = key.slice(0, at);
  const place = placeWords(key.slice(at + 1), names);
  if (role !== "") return { key, title: roleWords(role, names), place };
  // Another office says itself who answers.
  if (key.startsWith("tenant:", at + 1)) return { key, title: place, place: "" };
  return { key, title: t("Chưa giao cho ai"), place };
}

function roleWords(role: string, names: Names): string {
  if (role === CITIZEN) return t("Người nộp hồ sơ");
  if (role.startsWith("person:")) {
    const id = role.slice("person:".length);
    return names.staff?.find((each) => each.id === id)?.name ?? t("Một cán bộ");
  }
  return names.roles.find((each) => each.key === role)?.label ?? role;
}

export function placeWords(agency: string, names: Names): string {
  const [kind, id = ""] = agency.split(":");
  switch (kind) {
    case "receiving":
      return t("Nơi tiếp nhận");
    case "competent":
      return t("Cơ quan có thẩm quyền");
    case "tenant":
      return names.tenants?.find((each) => each.slug === id)?.name ?? id;
    default:
      return names.agencies.find((each) => each.id === id)?.name ?? t("Đơn vị khác");
  }
}

/** Who does a step, in a few words. */
export function whoWords(step: Step, byId: ReadonlyMap<string, Step>, names: Names): string {
  if (step.kind === "automatic") return t("Máy tự làm");
  if (step.role.startsWith("officer:")) {
    const earlier = byId.get(step.role.slice("officer:".length));
    return t("Người đã làm bước “{name}”", { name: pick(earlier?.name) });
  }
  if (step.kind === "consult" && (step.agency.includes(":") || step.role === "")) {
    return placeWords(step.agency, names);
  }
  if (step.role === "") {
    if (step.kind === "wait_fee" || step.kind === "citizen") return t("Người nộp hồ sơ");
    return isUnattended(step) ? "" : t("Chưa giao cho ai");
  }
  return roleWords(step.role, names);
}
