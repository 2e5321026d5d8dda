import { useMemo, type ReactNode } from "react";
import { t } from "../i18n.ts";
import { pick } from "../model/text.ts";
import { useDesigner } from "../store/hooks.ts";
import { longestWay, subMinutes, termMinutes, timeWords } from "./times.ts";

/** The longest way through the office against the term the law gives. */
export function TimeBar(): ReactNode {
  const process = useDesigner((state) => state.document.process);
  const clock = useDesigner((state) => state.document.clock);
  const shares = useMemo(() => longestWay(process.steps, subMinutes(process)), [process]);
  const sum = shares.reduce((total, share) => total + share.minutes, 0);
  const term = termMinutes(clock);
  const isOver = term !== null && sum > term;
  const scale = 100 / Math.max(sum, term ?? 0, 1);
  let x = 0;
  return (
    <figure className={isOver ? "mcd-timebar mcd-timebar--over" : "mcd-timebar"}>
      <figcaption>
        {term === null
          ? t("Đường dài nhất: {sum}. Chưa ghi thời hạn giải quyết ở thẻ Thông tin.", {
              sum: timeWords(sum),
            })
          : isOver
            ? t("Đường dài nhất: {sum}, vượt thời hạn {term}. Bớt thời gian ở các bước.", {
                sum: timeWords(sum),
                term: timeWords(term),
              })
            : t("Đường dài nhất: {sum} trong thời hạn {term}.", {
                sum: timeWords(sum),
                term: timeWords(term),
              })}
      </figcaption>
      <svg viewBox="0 0 100 5" preserveAspectRatio="none" aria-hidden="true">
        <rect className="mcd-timebar-term" x={0} y={0} width={(term ?? sum) * scale} height={5} />
        {shares.map(({ step, minutes }, index) => {
          const left = x;
          x += minutes * scale;
          return (
            <rect
              key={step.id}
              className={index % 2 === 0 ? "mcd-timebar-step" : "mcd-timebar-step mcd-timebar-odd"}
              x={left}
              y={0.8}
              width={Math.max(minutes * scale - 0.15, 0.1)}
              height={3.4}
            >
              <title>{`${pick(step.name)}: ${timeWords(minutes)}`}</title>
            </rect>
          );
        })}
        {term !== null && (
          <rect className="mcd-timebar-limit" x={term * scale - 0.3} y={0} width={0.3} height={5} />
        )}
      </svg>
    </figure>
  );
}
