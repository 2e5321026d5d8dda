import type { ReactNode } from "react";
import type { Step } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { SelectInput } from "../inputs/inputs.tsx";
import { pick } from "../model/text.ts";
import { useDesigner, useDesk } from "../store/hooks.ts";
import type { PartProps } from "./StepPanel.tsx";

const PERSON = "person";

/** Who does the step: a role, a person, whoever did another step, the applicant; and where. */
export function WhoInput({ step, onChange }: PartProps): ReactNode {
  const { host } = useDesk();
  const steps = useDesigner((state) => state.document.process.steps);
  const staff = host.staff ?? [];
  const isPerson = step.role.startsWith("person:");
  const isTenant = step.agency.startsWith("tenant:");
  const others = steps.filter((each) => each.id !== step.id && isDoneByOfficer(each));
  const people = staff.map((each) => [`person:${each.id}`, each.name] as const);
  const choices: (readonly [string, string])[] = [
    ...host.roles.map((role) => [role.key, role.label] as const),
    ["applicant", t("Người nộp hồ sơ")] as const,
    ...others.map(
      (each) =>
        [`officer:${each.id}`, t("Người đã làm bước “{name}”", { name: pick(each.name) })] as const,
    ),
    ...(people.length > 0 || isPerson ? [[PERSON, t("Một người cụ thể…")] as const] : []),
  ];
  if (isTenant) {
    return <p className="mcd-help">{t("Cơ quan được hỏi tự phân công người trả lời.")}</p>;
  }
  return (
    <div className="mcd-who">
      <SelectInput
        label={step.kind === "consult" ? t("Ai ở đó trả lời") : t("Ai làm")}
        name="step-role"
        value={isPerson ? PERSON : step.role}
        choices={choices}
        onChange={(role) => {
          onChange({ role: role === PERSON ? (people[0]?.[0] ?? "") : role });
        }}
      />
      {isPerson && (
        <SelectInput
          label={t("Người nào")}
          value={step.role}
          choices={people}
          onChange={(role) => {
            onChange({ role });
          }}
        />
      )}
      {step.role !== "applicant" && step.kind !== "consult" && (
        <PlaceInput step={step} onChange={onChange} />
      )}
    </div>
  );
}

function isDoneByOfficer(step: Step): boolean {
  return step.role !== "" && step.role !== "applicant" && !step.role.startsWith("officer:");
}

/** The unit; for an opinion also another office on the platform. */
export function PlaceInput({ step, onChange }: PartProps): ReactNode {
  const { host } = useDesk();
  const isAsked = step.kind === "consult";
  const agencies = host.agencies.map((agency) => [`agency:${agency.id}`, agency.name] as const);
  const tenants = (host.tenants ?? []).map(
    (tenant) =>
      [`tenant:${tenant.slug}`, t("Cơ quan khác: {name}", { name: tenant.name })] as const,
  );
  return (
    <SelectInput
      label={isAsked ? t("Hỏi ý kiến nơi nào") : t("Nơi làm")}
      name="step-agency"
      value={step.agency}
      choices={[
        ["receiving", t("Nơi tiếp nhận")],
        ["competent", t("Cơ quan có thẩm quyền")],
        ...agencies,
        ...(isAsked ? tenants : []),
      ]}
      onChange={(agency) => {
        // Another office says itself who answers, and sees nothing until it is said what.
        const isTenant = agency.startsWith("tenant:");
        onChange(isTenant ? { agency, role: "", shown: step.shown ?? [] } : { agency });
      }}
    />
  );
}
