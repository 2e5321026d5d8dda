import type {
  Field,
  FormPage,
  Outcome,
  Requirement,
  FeeRule,
  Step,
  Waiver,
  LegalBasis,
  Paragraph,
} from "../generated/service.ts";
import type { FieldTypeFacts } from "../facts.ts";
import { freeName, newId } from "./copies.ts";
import { keyFor } from "./text.ts";

/** New parts with every default written out, as the server stores them. */
export function blankPage(title: string): FormPage {
  return {
    id: newId("pag"),
    title: { vi: title },
    intro: {},
    fields: [],
    visible_if: null,
    section: null,
  };
}

export function blankField(label: string, type: FieldTypeFacts, keys: Iterable<string>): Field {
  const config: Record<string, unknown> = structuredClone(type.default_config);
  if (hasOptions(type)) {
    config["options"] = [blankOption("Lựa chọn 1", []), blankOption("Lựa chọn 2", [])];
  }
  // Words to read are the label of types that ask nothing; some keep them as their body.
  const explains = !type.has_answer && "body" in (type.config_schema.properties ?? {});
  if (explains) {
    config["body"] = { vi: label };
  }
  return {
    id: newId("fld"),
    key: freeName(keyFor(label), keys),
    type: type.key,
    label: explains ? {} : { vi: label },
    help: {},
    required: type.has_answer && type.key !== "group",
    visible_if: null,
    required_if: null,
    calculate: null,
    prefill: null,
    personal_data: null,
    purpose: {},
    config,
    fields: [],
  };
}

/** Choices whose options the author lists, not those of a maintained list. */
export function hasOptions(type: FieldTypeFacts): boolean {
  return type.key.endsWith("_choice") && "options" in (type.config_schema.properties ?? {});
}

export interface ChoiceOption {
  value: string;
  label: Record<string, string>;
  hint: Record<string, string>;
}

export function blankOption(label: string, taken: Iterable<string>): ChoiceOption {
  return { value: freeName(keyFor(label), taken), label: { vi: label }, hint: {} };
}

export function blankStep(name: string): Step {
  return {
    id: newId("stp"),
    name: { vi: name },
    kind: "review",
    role: "",
    agency: "competent",
    working_minutes: null,
    national_state: 4,
    outcomes: [],
    timeout_outcome: "",
    shown: null,
    instructions: {},
    entry: null,
    files_required: false,
    note_required: false,
    reminders: [],
    escalation: null,
    branches: [],
    sub: "",
    until: null,
    action: "",
    action_settings: {},
  };
}

export function blankOutcome(label: string, to: string): Outcome {
  return {
    id: newId("out"),
    label: { vi: label },
    to,
    requires_reason: false,
    kind: "forward",
    when: null,
  };
}

export function blankComponent(): Requirement {
  return {
    id: newId("cmp"),
    name: {},
    handling: "submit",
    optional: false,
    required_if: null,
    originals: 1,
    copies: 0,
    field_id: null,
    template_note: {},
  };
}

export function blankFee(): FeeRule {
  return {
    id: newId("fee"),
    name: {},
    kind: "le_phi",
    currency: "VND",
    unit_minor: 0,
    online_unit_minor: null,
    quantity_field: null,
    quantity_label: {},
    calculate: null,
    condition: null,
    waivers: [],
    when: "before",
    legal_basis: "",
  };
}

export function blankWaiver(): Waiver {
  return {
    id: newId("wvr"),
    from_date: null,
    until_date: null,
    condition: null,
    percent: 100,
    reason: {},
    legal_basis: "",
  };
}

export function blankLegalBasis(): LegalBasis {
  return { id: newId("lgl"), number: "", title: {}, article: "" };
}

export function blankParagraph(): Paragraph {
  return { id: newId("blk"), kind: "paragraph", text: {}, align: "justify", visible_if: null };
}
