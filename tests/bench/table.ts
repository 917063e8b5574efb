import { align } from "./align.ts";
import type { Measurement, Plan } from "./plan.ts";

/** All rounds of one peer. */
export interface Rounds {
  readonly name: string;
  readonly measurements: readonly Measurement[];
}

/** The peer whose processor time is 1 in the columns that compare. */
const REFERENCE = "TypeScript SDK";
const HEADINGS = ["", "CPU ms/workflow", "×", "CPU ms/replay", "×", "workflows/s", "peak RSS MB", "events"];

/** Lays the medians of all rounds out as text; `×` compares with the TypeScript SDK. */
export function table(peers: readonly Rounds[], plan: Plan): string {
  const figures = peers.map(({ measurements }) => ({
    live: median(measurements.map(({ cpuMs }) => cpuMs / plan.workflows)),
    replay: median(measurements.map(({ replayCpuMs }) => replayCpuMs / plan.replays)),
    rate: median(measurements.map(({ seconds }) => plan.workflows / seconds)),
    rss: median(measurements.map(({ peakRssBytes }) => peakRssBytes / 1e6)),
    events: median(measurements.map(({ events }) => events)),
  }));
  const reference = figures[peers.findIndex(({ name }) => name.startsWith(REFERENCE))];
  const ratio = (value: number, to: number | undefined) => to === undefined ? "–" : (value / to).toFixed(2);
  const rows = figures.map(({ live, replay, rate, rss, events }, index) => [
    peers[index]!.name,
    live.toFixed(2),
    ratio(live, reference?.live),
    replay.toFixed(2),
    ratio(replay, reference?.replay),
    rate.toFixed(1),
    rss.toFixed(0),
    events.toFixed(0),
  ]);
  return align([HEADINGS, ...rows]);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
