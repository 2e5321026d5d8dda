/** `text` in at most `most` lines of about `letters` each; what is left over is cut and told by "…". */
export function linesOf(text: string, letters: number, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/u).filter((each) => each !== "")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < letters) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(shortened(word, letters));
    }
  }
  if (lines.length <= most) {
    return lines;
  }
  return [...lines.slice(0, most - 1), shortened(`${lines[most - 1] ?? ""}…`, letters, true)];
}

export function shortened(text: string, letters: number, isCut = false): string {
  const marks = Array.from(text);
  if (marks.length <= letters) {
    return text;
  }
  const kept = marks.slice(0, letters - 1).join("");
  return isCut ? `${kept.replace(/…$/u, "")}…` : `${kept.trimEnd()}…`;
}
