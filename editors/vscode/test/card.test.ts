// What the status bar says.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Card, details, summary } from "../src/card";

const PITCH: Card = {
  uri: "file:///pitch.md",
  version: 1,
  kind: "pitch",
  order: "tools-first",
  score: 64,
  findings: 3,
  next: ["Say when.", "Say who.", "Say what.", "Say why."],
};

test("a pitch has a score and what to do next", () => {
  assert.equal(summary(PITCH), "Pitch 64/100");
  assert.deepEqual(details(PITCH), ["The tool comes before the goal.", "3 findings.", "Say when.", "Say who.", "Say what."]);
});

test("prose has none", () => {
  const prose: Card = { ...PITCH, kind: "prose", findings: 1 };
  assert.equal(summary(prose), "pitchlint: 1 finding");
  assert.equal(summary({ ...prose, findings: 0 }), "pitchlint: nothing found");
  assert.deepEqual(details(prose), ["1 finding.", "This draft is taken for prose, so it has no score."]);
});
