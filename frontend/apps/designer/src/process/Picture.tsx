import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import type { Step } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { pick } from "../model/text.ts";
import { problemsById, useDesigner, useDesk } from "../store/hooks.ts";
import { laneNamed, whoWords } from "./lanes.ts";
import { LANE_WIDTH, layoutOf, type Box, type Picture as Drawing } from "./layout.ts";
import { LABEL_LETTERS, type Line } from "./routes.ts";
import { timeWords } from "./times.ts";
import { endWords, kindCaption } from "./words.ts";
import { linesOf, shortened } from "./wrapping.ts";

interface Props {
  steps: readonly Step[];
  selected: string;
  onSelect: (id: string) => void;
  /** Enter on a step. */
  onOpen?: (id: string) => void;
  /** Where a dossier is now, and where it has been: shown while a case is played. */
  open?: ReadonlySet<string>;
  past?: ReadonlySet<string>;
}

/** The steps as a swim-lane picture: who from top to bottom, time from left to right. */
export function Picture({ steps, selected, onSelect, onOpen, open, past }: Props): ReactNode {
  const drawing = useMemo(() => layoutOf(steps), [steps]);
  const [isWhole, setWhole] = useState(true);
  const frame = useRef<HTMLDivElement>(null);
  const shown = drawing.boxes.find((box) => box.id === selected);
  useEffect(() => {
    intoView(frame.current, selected);
  }, [selected, isWhole, drawing]);
  function onKeyDown(event: KeyboardEvent): void {
    const next = stepFrom(drawing, selected, event.key);
    if (next !== null) {
      event.preventDefault();
      onSelect(next);
      nodeOf(frame.current, next)?.focus({ preventScroll: true });
    } else if ((event.key === "Enter" || event.key === " ") && onOpen !== undefined) {
      event.preventDefault();
      onOpen(selected);
    }
  }
  return (
    <div className="mcd-picture">
      <div className="mcd-picture-frame" ref={frame}>
        <svg
          className={isWhole ? "mcd-pic mcd-pic--whole" : "mcd-pic"}
          viewBox={`0 0 ${drawing.width} ${drawing.height}`}
          width={drawing.width}
          height={drawing.height}
          style={isWhole ? { minWidth: drawing.width * LEAST_SCALE } : undefined}
          role="listbox"
          aria-label={t("Sơ đồ các bước. Dùng phím mũi tên để đi từ bước này sang bước khác.")}
          onKeyDown={onKeyDown}
        >
          <Lanes drawing={drawing} />
          <Lines drawing={drawing} selected={selected} />
          {drawing.boxes.map((box) =>
            box.step === null ? (
              <Mark key={box.id} box={box} />
            ) : (
              <StepBox
                key={box.id}
                box={box}
                step={box.step}
                number={steps.indexOf(box.step) + 1}
                isSelected={box.id === selected}
                isTabStop={box === (shown ?? drawing.boxes[0])}
                isReached={drawing.reached.has(box.id)}
                state={
                  open?.has(box.id) === true ? "open" : past?.has(box.id) === true ? "past" : ""
                }
                onSelect={onSelect}
              />
            ),
          )}
        </svg>
      </div>
      <p className="mcd-picture-tools">
        <button
          type="button"
          className="mcd-link"
          aria-pressed={!isWhole}
          onClick={() => {
            setWhole(!isWhole);
          }}
        >
          {isWhole ? t("Phóng to") : t("Thu vừa khung")}
        </button>
      </p>
    </div>
  );
}

/** Smaller than this the names cannot be read; then the frame scrolls. */
const LEAST_SCALE = 0.82;

function nodeOf(frame: HTMLElement | null, id: string): SVGElement | null {
  return frame?.querySelector<SVGElement>(`[data-step="${CSS.escape(id)}"]`) ?? null;
}

/** Scroll the frame only: the page stays where the clerk reads. */
function intoView(frame: HTMLElement | null, id: string): void {
  const node = nodeOf(frame, id);
  if (frame === null || node === null) return;
  const box = node.getBoundingClientRect();
  const around = frame.getBoundingClientRect();
  if (box.left < around.left + 60) frame.scrollLeft -= around.left + 60 - box.left;
  if (box.right > around.right - 30) frame.scrollLeft += box.right - around.right + 30;
  if (box.top < around.top) frame.scrollTop -= around.top - box.top + 10;
  if (box.bottom > around.bottom) frame.scrollTop += box.bottom - around.bottom + 10;
}

/** The step an arrow key leads to; null where the key means nothing here. */
export function stepFrom(drawing: Drawing, from: string, key: string): string | null {
  const steps = drawing.boxes.filter((box) => box.step !== null);
  const box = steps.find((each) => each.id === from) ?? steps[0];
  if (box === undefined) return null;
  switch (key) {
    case "Home":
      return steps[0]?.id ?? null;
    case "End":
      return steps.at(-1)?.id ?? null;
    case "ArrowRight":
      return along(drawing, box.id, "to");
    case "ArrowLeft":
      return along(drawing, box.id, "from");
    case "ArrowUp":
    case "ArrowDown":
      return beside(steps, box, key === "ArrowUp" ? -1 : 1);
    default:
      return null;
  }
}

/** Along the first line that leads on, through joins. */
function along(drawing: Drawing, id: string, side: "from" | "to"): string {
  const other = side === "to" ? "from" : "to";
  const seen = new Set([id]);
  let at = id;
  for (;;) {
    const here = at;
    const line = drawing.lines.find(
      (each) => each[other] === here && !each.way.isBack && !seen.has(each[side]),
    );
    const box = drawing.boxes.find((each) => each.id === line?.[side]);
    if (box === undefined || box.shape === "end") return id;
    if (box.step !== null) return box.id;
    at = box.id;
    seen.add(at);
  }
}

function beside(steps: readonly Box[], from: Box, by: -1 | 1): string {
  const middle = from.y + from.height / 2;
  const candidates = steps
    .filter((box) => (box.y + box.height / 2 - middle) * by > 4)
    .map((box) => ({
      box,
      far: Math.abs(box.y + box.height / 2 - middle) * 3 + Math.abs(box.x - from.x),
    }))
    .sort((one, other) => one.far - other.far);
  return candidates[0]?.box.id ?? from.id;
}

function Lanes({ drawing }: { drawing: Drawing }): ReactNode {
  const { host } = useDesk();
  return (
    <g aria-hidden="true">
      {drawing.lanes.map((lane, index) => {
        const { title, place } = laneNamed(lane.key, host);
        const lines = linesOf(title, 17, 3);
        const below = linesOf(place, 20, 2);
        const top = lane.y + lane.height / 2 - ((lines.length + below.length) * 16) / 2 + 12;
        return (
          <g key={lane.key} className="mcd-pic-lane" data-odd={index % 2 === 1 ? "" : undefined}>
            <rect x={0} y={lane.y} width={drawing.width} height={lane.height} />
            <rect
              className="mcd-pic-lane-head"
              x={0}
              y={lane.y}
              width={LANE_WIDTH - 12}
              height={lane.height}
            />
            {lines.map((line, at) => (
              <text key={at} x={8} y={top + at * 16} className="mcd-pic-lane-name">
                {line}
              </text>
            ))}
            {below.map((line, at) => (
              <text
                key={at}
                x={8}
                y={top + (lines.length + at) * 16}
                className="mcd-pic-lane-place"
              >
                {line}
              </text>
            ))}
          </g>
        );
      })}
    </g>
  );
}

function Lines({ drawing, selected }: { drawing: Drawing; selected: string }): ReactNode {
  return (
    <g aria-hidden="true">
      <defs>
        <marker
          id="mcd-arrow"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="10"
          markerHeight="10"
          markerUnits="userSpaceOnUse"
          orient="auto-start-reverse"
        >
          <path d="M0 0 8 4 0 8Z" className="mcd-pic-arrow" />
        </marker>
      </defs>
      {drawing.lines.map((line, index) => (
        <path
          key={index}
          className={classOfLine(line, selected)}
          d={`M${line.points.map((point) => point.join(" ")).join("L")}`}
          markerEnd="url(#mcd-arrow)"
        />
      ))}
      {drawing.lines.map((line, index) => (
        <text key={index} className="mcd-pic-word" x={line.labelAt[0]} y={line.labelAt[1]}>
          {shortened(line.label, LABEL_LETTERS)}
        </text>
      ))}
    </g>
  );
}

function classOfLine({ way, from, to }: Line, selected: string): string {
  const names = ["mcd-pic-line"];
  if (way.isBack) names.push("mcd-pic-line--back");
  if (from === selected || to === selected) names.push("mcd-pic-line--near");
  return names.join(" ");
}

function Mark({ box }: { box: Box }): ReactNode {
  if (box.shape === "join") {
    return (
      <rect
        aria-hidden="true"
        className="mcd-pic-join"
        x={box.x}
        y={box.y}
        width={box.width}
        height={box.height}
        rx={3}
      />
    );
  }
  const middle = box.x + box.width / 2;
  const key = box.node.slice("end:".length);
  return (
    <g aria-hidden="true" className={`mcd-pic-end mcd-pic-end--${key}`}>
      <circle cx={middle} cy={box.y + box.height / 2} r={box.width / 2 - 4} />
      <text x={middle} y={box.y + box.height + 9} textAnchor="middle">
        {endWords(box.node)}
      </text>
    </g>
  );
}

interface StepProps {
  box: Box;
  step: Step;
  number: number;
  isSelected: boolean;
  isTabStop: boolean;
  isReached: boolean;
  state: "open" | "past" | "";
  onSelect: (id: string) => void;
}

function StepBox(props: StepProps): ReactNode {
  const { box, step, number, isSelected, isTabStop, isReached, state, onSelect } = props;
  const { host } = useDesk();
  const steps = useDesigner((each) => each.document.process.steps);
  const hasProblem = useDesigner((each) =>
    (problemsById(each.facts.problems).get(step.id) ?? []).some((p) => p.severity === "error"),
  );
  const time = step.working_minutes === null ? "" : timeWords(step.working_minutes);
  const who = whoWords(step, new Map(steps.map((each) => [each.id, each])), host);
  const caption = kindCaption(step.kind);
  const said = [
    t("Bước {number}: {name}", { number, name: pick(step.name) }),
    caption,
    who,
    time,
    hasProblem ? t("có lỗi") : "",
    state === "open" ? t("hồ sơ đang ở đây") : "",
  ].filter((part) => part !== "");
  const { x, y, width, height } = box;
  const names = ["mcd-pic-step", `mcd-pic-step--${step.kind}`];
  if (isSelected) names.push("mcd-pic-step--selected");
  if (hasProblem) names.push("mcd-pic-step--problem");
  if (!isReached) names.push("mcd-pic-step--apart");
  if (state !== "") names.push(`mcd-pic-step--${state}`);
  const first = y + 24 + (height - 24 - box.lines.length * 18) / 2 + 12;
  return (
    <g
      role="option"
      aria-selected={isSelected}
      aria-label={said.join(", ")}
      tabIndex={isTabStop ? 0 : -1}
      data-step={step.id}
      className={names.join(" ")}
      onClick={() => {
        onSelect(step.id);
      }}
    >
      <title>{said.join(", ")}</title>
      <path className="mcd-pic-box" d={outlineOf(box)} />
      {step.kind === "parallel" && (
        <rect className="mcd-pic-join" x={x + width - 7} y={y} width={7} height={height} rx={2} />
      )}
      <circle className="mcd-pic-badge" cx={x + 15} cy={y + 14} r={10} />
      <text className="mcd-pic-number" x={x + 15} y={y + 18} textAnchor="middle">
        {number}
      </text>
      <text className="mcd-pic-caption" x={x + 30} y={y + 18}>
        {caption}
      </text>
      <text className="mcd-pic-time" x={x + width - 10} y={y + 18} textAnchor="end">
        {time}
      </text>
      {box.lines.map((line, at) => (
        <text
          key={at}
          className="mcd-pic-name"
          x={x + width / 2}
          y={first + at * 18}
          textAnchor="middle"
        >
          {line}
        </text>
      ))}
    </g>
  );
}

/** A box with round corners; with points to the sides where the answers decide. */
function outlineOf({ x, y, width, height, shape }: Box): string {
  if (shape === "choice") {
    const [right, bottom, middle] = [x + width, y + height, y + height / 2];
    return `M${x + 10} ${y}H${right - 10}L${right} ${middle}L${right - 10} ${bottom}H${x + 10}L${x} ${middle}Z`;
  }
  const r = 6;
  return `M${x + r} ${y}h${width - 2 * r}a${r} ${r} 0 0 1 ${r} ${r}v${height - 2 * r}a${r} ${r} 0 0 1 ${-r} ${r}h${2 * r - width}a${r} ${r} 0 0 1 ${-r} ${-r}v${2 * r - height}a${r} ${r} 0 0 1 ${r} ${-r}Z`;
}
