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
  const words = (lines[most - 1] ?? "").split(" ");
  while (words.length > 1 && words.join(" ").length >= letters) words.pop();
  return [...lines.slice(0, most - 1), `${shortened(words.join(" "), letters - 1)}…`];
}

/** The beginning of `text`, with "…" where something was left out. */
export function shortened(text: string, letters: number): string {
  const marks = Array.from(text);
  return marks.length <= letters
    ? text
    : `${marks
        .slice(0, letters - 1)
        .join("")
        .trimEnd()}…`;
}
