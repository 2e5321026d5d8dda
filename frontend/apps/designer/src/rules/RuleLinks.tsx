import { useMemo, type ReactNode } from "react";
import { jumpTo } from "../app/jump.ts";
import { t } from "../i18n.ts";
import { indexOf } from "../model/index.ts";
import { useDesigner, useDesk } from "../store/hooks.ts";
import { ruleWords } from "../words/rules.ts";
import { effectWords, rulesAbout, type RulePlace } from "./where.ts";

/** Every rule that reads this question, each with where it acts. */
export function RuleLinks({ id }: { id: string }): ReactNode {
  const { store } = useDesk();
  const document = useDesigner((state) => state.document);
  const { reading } = useMemo(() => rulesAbout(document, id), [document, id]);
  if (reading.length === 0) return null;
  return (
    <div className="mcd-readers">
      <p className="mcd-label">{t("Câu này quyết định:")}</p>
      <ul>
        {reading.map((place) => (
          <li key={`${place.subject} ${place.effect}`}>
            <button
              type="button"
              className="mcd-link"
              onClick={() => {
                jumpTo(store, place.path);
              }}
            >
              {place.name || place.subject}
            </button>{" "}
            <span className="mcd-help">{said(place, indexOf(document).fieldsById)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function said(place: RulePlace, fields: Parameters<typeof ruleWords>[1]): string {
  const rule = ruleWords(place.rule, fields);
  return place.effect === "calculate"
    ? t("tự tính: {rule}", { rule })
    : t("{effect} khi {rule}", { effect: effectWords(place.effect), rule });
}
