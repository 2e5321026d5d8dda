/**
 * Patterns that builders write, matched in time linear in the answer: all possible places in the
 * pattern are followed at once, so there is nothing to try again. The server uses RE2 for the same.
 */

const MOST_STEPS = 5_000;
const LONGEST_TEXT = 5_000;

type Step =
  | { readonly test: (char: string) => boolean }
  | { readonly to: readonly number[] }
  | { readonly end: true };
type Program = readonly Step[];

const ESCAPE = String.raw`\\[dDwWsSnt]|\\[pP]\{[A-Z][a-z]?\}|\\[\^$\\.*+?()\[\]{}|/-]`;
const TOKEN = new RegExp(
  String.raw`\(\?:|[()|]|\[\^?(?:${ESCAPE}|[^\]\[\\])+\]|${ESCAPE}|[*+?]|\{[0-9]{1,4}(?:,[0-9]{0,4})?\}|[^\\\[\](){}*+?|^$]`,
  "uy",
);
const SPACES = String.raw`\t\n\f\r `;
const SPACE = /^[\t\n\f\r ]$/;

const programs = new Map<string, Program | null>();

/** Whether the whole text matches; null when only the server can tell. */
export function fitsPattern(pattern: string, text: string): boolean | null {
  let program = programs.get(pattern);
  if (program === undefined) {
    program = compile(pattern);
    programs.set(pattern, program);
  }
  const chars = Array.from(text);
  return program === null || chars.length > LONGEST_TEXT ? null : run(program, chars);
}

function run(program: Program, chars: readonly string[]): boolean {
  let places = new Set<number>();
  enter(program, 0, places);
  for (const char of chars) {
    const next = new Set<number>();
    for (const place of places) {
      const step = program[place];
      if (step && "test" in step && step.test(char)) enter(program, place + 1, next);
    }
    if (next.size === 0) return false;
    places = next;
  }
  return [...places].some((place) => "end" in (program[place] ?? {}));
}

/** All places that can be reached without reading a character. */
function enter(program: Program, start: number, places: Set<number>): void {
  const stack = [start];
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    if (places.has(place)) continue;
    places.add(place);
    const step = program[place];
    if (step && "to" in step) stack.push(...step.to.map((by) => place + by));
  }
}

function compile(pattern: string): Program | null {
  const core = pattern.replace(/^\^/, "").replace(/([^\\]|^)\$$/, "$1");
  const tokens = tokensOf(core);
  if (tokens === null) return null;
  try {
    const reader = new Reader(tokens);
    const program = reader.choice();
    return reader.isDone ? bounded([...program, { end: true }]) : null;
  } catch {
    return null;
  }
}

function tokensOf(core: string): string[] | null {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < core.length) {
    const match = TOKEN.exec(core);
    if (match === null) return null;
    tokens.push(match[0]);
  }
  return tokens;
}

function bounded(program: Program): Program {
  if (program.length > MOST_STEPS) throw new RangeError("the pattern is too large");
  return program;
}

/** Each part becomes steps; jumps are relative, so parts can be put one after another. */
class Reader {
  private place = 0;

  constructor(private readonly tokens: readonly string[]) {}

  get isDone(): boolean {
    return this.place === this.tokens.length;
  }

  choice(): Program {
    const branches = [this.sequence()];
    while (this.tokens[this.place] === "|") {
      this.place += 1;
      branches.push(this.sequence());
    }
    return branches.reduceRight((rest, branch) =>
      bounded([{ to: [1, branch.length + 2] }, ...branch, { to: [rest.length + 1] }, ...rest]),
    );
  }

  private sequence(): Program {
    const steps: Step[] = [];
    for (
      let token = this.tokens[this.place];
      token !== undefined && token !== "|" && token !== ")";
      token = this.tokens[this.place]
    ) {
      steps.push(...this.repeated(this.atom(token)));
      bounded(steps);
    }
    return steps;
  }

  private atom(token: string): Program {
    this.place += 1;
    if (token !== "(" && token !== "(?:") {
      if (/^(?:[*+?]|\{)/.test(token)) throw new SyntaxError("nothing to repeat");
      return [{ test: testOf(token) }];
    }
    const inside = this.choice();
    if (this.tokens[this.place] !== ")") throw new SyntaxError("a group is open");
    this.place += 1;
    return inside;
  }

  private repeated(part: Program): Program {
    const token = this.tokens[this.place] ?? "";
    const match = /^(?:([*+?])|\{([0-9]+)(,?)([0-9]*)\})$/.exec(token);
    if (!match) return part;
    this.place += 1;
    const [, mark, from = "", comma, to] = match;
    const least = mark ? Number(mark === "+") : Number(from);
    const most = mark ? (mark === "?" ? 1 : null) : comma ? (to ? Number(to) : null) : least;
    return repeat(part, least, most);
  }
}

function repeat(part: Program, least: number, most: number | null): Program {
  if (least > 1_000 || (most ?? 0) > 1_000 || (most !== null && most < least)) {
    throw new RangeError("repeated too often");
  }
  const steps: Step[] = [];
  for (let count = 0; count < least; count += 1) {
    steps.push(...part);
    bounded(steps);
  }
  if (most === null) {
    return bounded([...steps, { to: [1, part.length + 2] }, ...part, { to: [-part.length - 1] }]);
  }
  for (let count = least; count < most; count += 1) {
    steps.push({ to: [1, part.length + 1] }, ...part);
    bounded(steps);
  }
  return steps;
}

function testOf(token: string): (char: string) => boolean {
  if (token === ".") return (char) => char !== "\n";
  if (token === "\\S") return (char) => !SPACE.test(char);
  if (!/^[[\\]/.test(token)) return (char) => char === token;
  if (token.includes("\\S")) throw new SyntaxError("told by the server");
  const inside = token.startsWith("[") ? token : `[${token}]`;
  const bare = inside.replace(/\\./gu, (escape) => (escape === "\\s" ? SPACES : escape));
  // One character against one class: there is nothing that could be tried twice.
  const native = new RegExp(`^${bare}$`, "u");
  return (char) => native.test(char);
}
