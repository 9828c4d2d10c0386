// What the server says about a draft as a whole, and how the status bar says it in a few words.

/** The notification `pitchlint/card`. */
export interface Card {
  uri: string;
  version: number;
  kind: "pitch" | "prose";
  order: "goal-first" | "tools-first" | "no-goal" | "no-tool";
  /** From 0 to 100. */
  score: number;
  findings: number;
  /** What to do next, what brings most points first. */
  next: string[];
}

const ORDER: Record<Card["order"], string> = {
  "goal-first": "The goal comes first.",
  "tools-first": "The tool comes before the goal.",
  "no-goal": "No goal is named.",
  "no-tool": "No tool is named.",
};

/** The words in the status bar. */
export function summary(card: Card): string {
  return card.kind === "pitch" ? `Pitch ${card.score}/100` : `pitchlint: ${findings(card)}`;
}

/** What is shown when the mouse rests on them, as plain lines. */
export function details(card: Card): string[] {
  if (card.kind === "prose") {
    return [`${capitalised(findings(card))}.`, "This draft is taken for prose, so it has no score."];
  }
  return [ORDER[card.order], `${capitalised(findings(card))}.`, ...card.next.slice(0, 3)];
}

function findings({ findings: count }: Card): string {
  if (count === 0) {
    return "nothing found";
  }
  return count === 1 ? "1 finding" : `${count} findings`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
