import type { RuleType } from "@motcua/form-schema";
import type { ReactNode } from "react";
import type { Field, Rule } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { subtreeIds } from "../model/copies.ts";
import type { Item } from "../model/operations.ts";
import { useFieldTypes } from "../store/hooks.ts";
import { BegunFormula } from "./BegunFormula.tsx";
import { useWorld } from "./world.ts";

interface Props {
  field: Field;
  inside: string;
  onChange: (rule: Rule | null) => void;
}

const GIVES: Readonly<Record<string, RuleType>> = {
  number: "number",
  money: "number",
  date: "date",
  bool: "bool",
  text: "text",
};

/** The formula of a question nobody types an answer to. */
export function CalculationEditor({ field, inside, onChange }: Props): ReactNode {
  const type = useFieldTypes().get(field.type);
  const world = useWorld(subtreeIds(field as unknown as Item), inside);
  if (field.calculate === null && type?.calculable !== true) return null;
  return (
    <BegunFormula
      title={t("Tự tính câu trả lời")}
      begin={t("Tính từ các câu khác…")}
      label={t("Công thức")}
      help={t("Ví dụ: [Số bản] * 8000. Gõ [ để chọn câu hỏi, gõ chữ để tìm hàm.")}
      end={t("Bỏ phép tính, để người dân tự điền")}
      rule={field.calculate}
      wanted={GIVES[type?.kind ?? ""] ?? "any"}
      world={world}
      onChange={onChange}
    />
  );
}
