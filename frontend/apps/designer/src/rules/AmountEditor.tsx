import type { ReactNode } from "react";
import type { Rule } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { BegunFormula } from "./BegunFormula.tsx";
import { useWorld } from "./world.ts";

interface Props {
  rule: Rule | null;
  onChange: (rule: Rule | null) => void;
}

const NOTHING_LEFT_OUT: readonly string[] = [];

/** An amount of money that is neither fixed nor a simple multiple. */
export function AmountEditor({ rule, onChange }: Props): ReactNode {
  return (
    <BegunFormula
      title={t("Tính số tiền bằng công thức")}
      begin={t("Thay mức thu bằng công thức…")}
      label={t("Số tiền (đồng)")}
      help={t("Thay cho mức thu nhân số lượng. Ví dụ: NẾU([Số bản] > 5; 30000; [Số bản] * 8000)")}
      end={t("Bỏ công thức, dùng mức thu")}
      rule={rule}
      wanted="number"
      world={useWorld(NOTHING_LEFT_OUT)}
      onChange={onChange}
    />
  );
}
