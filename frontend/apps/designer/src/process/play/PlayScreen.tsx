import { useEffect, useRef, useState, type ReactNode } from "react";
import { clock, t } from "../../i18n.ts";
import { Icon } from "../../inputs/icons.tsx";
import { useDesigner, useDesk } from "../../store/hooks.ts";
import type { Move, OpenStep, PastStep, Played } from "../../store/process.ts";
import { selectStep } from "../edits.ts";
import { Picture } from "../Picture.tsx";
import { MINUTES_PER_DAY, MINUTES_PER_HOUR, timeWords } from "../times.ts";
import { asked, troubleWords } from "../trouble.ts";

type Channel = "online" | "counter";

const NOW = "mcd-play-now";

/** One dossier gone through by hand on the picture, to see whether it goes where it should. */
export function PlayScreen(): ReactNode {
  const desk = useDesk();
  const { store } = desk;
  const steps = useDesigner((state) => state.document.process.steps);
  const stepId = useDesigner((state) => state.stepId);
  const [moves, setMoves] = useState<readonly Move[]>([]);
  const [channel, setChannel] = useState<Channel>("online");
  const { played, trouble } = usePlayed(moves, channel);
  const openIds = new Set(played?.open.map((each) => each.step));
  const pastIds = new Set(played?.history.map((each) => each.step));
  return (
    <div className="mcd-play">
      <p className="mcd-help">
        {t(
          "Bấm quyết định ở từng bước như cán bộ sẽ bấm. Không có gì được lưu, đi thử bao nhiêu lần cũng được.",
        )}
      </p>
      <Picture
        steps={steps}
        selected={played?.open[0]?.step ?? stepId}
        open={openIds}
        past={pastIds}
        onSelect={(id) => {
          selectStep(store, id);
        }}
      />
      {trouble !== "" && (
        <p className="mcd-problem-line" role="alert">
          <Icon name="warning" /> {trouble}
        </p>
      )}
      {played !== null && (
        <div className="mcd-steps-both">
          <Now
            played={played}
            onMove={(move) => {
              setMoves([...moves, move]);
            }}
          />
          <History played={played} />
        </div>
      )}
      <Tools
        count={moves.length}
        channel={channel}
        onBack={() => {
          setMoves(moves.slice(0, -1));
        }}
        onRestart={(next) => {
          setChannel(next);
          setMoves([]);
        }}
      />
    </div>
  );
}

/** The case after these moves; of answers that overtake each other the last asked for counts. */
function usePlayed(
  moves: readonly Move[],
  channel: Channel,
): { played: Played | null; trouble: string } {
  const desk = useDesk();
  const [played, setPlayed] = useState<Played | null>(null);
  const [trouble, setTrouble] = useState("");
  const start = useRef<string | null>(null);
  useEffect(() => {
    let isCurrent = true;
    asked(desk, () => desk.api.process.play(start.current, channel, moves))
      .then((answer) => {
        if (!isCurrent) return;
        start.current ??= answer.history[0]?.opened_at ?? answer.at;
        setPlayed(answer);
        setTrouble("");
        // The button that was pressed is gone; the cursor goes to what is told now.
        if (moves.length > 0) requestAnimationFrame(() => document.getElementById(NOW)?.focus());
      })
      .catch((error: unknown) => {
        if (isCurrent) setTrouble(troubleWords(error));
      });
    return () => {
      isCurrent = false;
    };
  }, [desk, moves, channel]);
  return { played, trouble };
}

interface ToolsProps {
  count: number;
  channel: Channel;
  onBack: () => void;
  onRestart: (channel: Channel) => void;
}

function Tools({ count, channel, onBack, onRestart }: ToolsProps): ReactNode {
  return (
    <div className="mcd-acts">
      <button
        type="button"
        className="button button-secondary"
        disabled={count === 0}
        data-play-back
        onClick={onBack}
      >
        <Icon name="undo" /> {t("Lùi một bước")}
      </button>
      <button
        type="button"
        className="button button-secondary"
        disabled={count === 0}
        onClick={() => {
          onRestart(channel);
        }}
      >
        {t("Làm lại từ đầu")}
      </button>
      <label className="mcd-inline">
        {t("Hồ sơ nộp")}{" "}
        <select
          value={channel}
          onChange={(event) => {
            onRestart(event.target.value as Channel);
          }}
        >
          <option value="online">{t("trực tuyến")}</option>
          <option value="counter">{t("tại quầy")}</option>
        </select>
      </label>
    </div>
  );
}

function Now({ played, onMove }: { played: Played; onMove: (move: Move) => void }): ReactNode {
  const [minutes, setMinutes] = useState(MINUTES_PER_HOUR);
  const waits = [0, 30, MINUTES_PER_HOUR, 4 * MINUTES_PER_HOUR].concat(
    [1, 2, 3, 5, 10].map((days) => days * MINUTES_PER_DAY),
  );
  return (
    <section id={NOW} tabIndex={-1} aria-label={t("Hồ sơ đang ở đâu")}>
      <div role="status">
        <h3>
          {played.ended === null
            ? t("Hồ sơ đang ở đâu")
            : t("Đã kết thúc: {end}", { end: played.end_name ?? played.ended })}
        </h3>
        {played.words.map((line, index) => (
          <p key={index}>{line}</p>
        ))}
        <p>
          {t("Lúc {at}.", { at: clock(played.at) })}{" "}
          {played.due_at !== null && t("Hạn trả kết quả: {due}.", { due: clock(played.due_at) })}{" "}
          {played.paused && t("Đang tạm dừng tính thời hạn.")}
        </p>
      </div>
      {played.open.length > 0 && (
        <label className="mcd-inline">
          {t("Mỗi bước làm mất")}{" "}
          <select
            value={minutes}
            onChange={(event) => {
              setMinutes(Number(event.target.value));
            }}
          >
            {waits.map((wait) => (
              <option key={wait} value={wait}>
                {wait === 0 ? t("0 phút (làm ngay)") : timeWords(wait)}
              </option>
            ))}
          </select>
        </label>
      )}
      {played.open.map((open) => (
        <OpenCard key={open.step} open={open} minutes={minutes} onMove={onMove} />
      ))}
    </section>
  );
}

interface OpenProps {
  open: OpenStep;
  minutes: number;
  onMove: (move: Move) => void;
}

function OpenCard({ open, minutes, onMove }: OpenProps): ReactNode {
  return (
    <section className="mcd-open-step" aria-label={open.name} data-open-step={open.step}>
      <h4>{open.name}</h4>
      <p>
        {[open.who, open.where].filter((part) => part !== "").join(", ")}
        {open.due_at !== null && (
          <>
            {". "}
            {open.late
              ? t("Đã quá hạn {due}.", { due: clock(open.due_at) })
              : t("Hạn {due}.", { due: clock(open.due_at) })}
          </>
        )}
      </p>
      <div className="mcd-acts">
        {open.outcomes.map((outcome) => (
          <button
            key={outcome.id}
            type="button"
            className={outcome.kind === "forward" ? "button" : "button button-secondary"}
            data-outcome={outcome.id}
            onClick={() => {
              onMove({ step: open.step, outcome: outcome.id, minutes });
            }}
          >
            {outcome.label} <small>→ {outcome.to_name}</small>
          </button>
        ))}
        {open.timeout !== null && (
          <button
            type="button"
            className="button button-secondary"
            onClick={() => {
              onMove({ step: open.step, timeout: true });
            }}
          >
            <Icon name="clock" />{" "}
            {t("Để quá hạn {at}: {label}", {
              at: clock(open.timeout.at),
              label: open.timeout.label,
            })}
          </button>
        )}
      </div>
    </section>
  );
}

function History({ played }: { played: Played }): ReactNode {
  return (
    <section aria-label={t("Đã đi qua")}>
      <h3>{t("Đã đi qua")}</h3>
      {played.history.length === 0 && <p>{t("Chưa quyết định gì.")}</p>}
      {played.history.length > 0 && (
        <table className="mcd-step-table">
          <thead>
            <tr>
              <th scope="col">{t("Bước")}</th>
              <th scope="col">{t("Quyết định")}</th>
              <th scope="col">{t("Xong lúc")}</th>
              <th scope="col">{t("Hạn")}</th>
            </tr>
          </thead>
          <tbody>
            {played.history.map((past, index) => (
              <PastRow key={index} past={past} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function PastRow({ past }: { past: PastStep }): ReactNode {
  return (
    <tr>
      <td>{past.name}</td>
      <td>
        {past.label}
        {past.by_timeout && <small>{t("tự chuyển vì hết hạn")}</small>}
      </td>
      <td>{clock(past.closed_at)}</td>
      <td>
        {past.due_at === null ? "" : clock(past.due_at)}
        {past.late && <small className="mcd-problem-line">{t("trễ")}</small>}
      </td>
    </tr>
  );
}
