/**
 * What lies along the last axis of a tensor, by vectors: numbers of a channel come again after `period` floats, the channels, or four
 * times as many where those cannot be divided by four. What is less than a period at the end is copied aside, with zeros behind it.
 */

/** Floats after which channels and vectors of four begin together again. */
export function periodOf(channels: i32): i32 {
  return (channels & 3) == 0 ? channels : channels << 2;
}

/** Numbers of channels over and over, up to a period. */
export function repeat(from: usize, to: usize, channels: i32): void {
  const bytes = channels << 2;
  const end = to + (periodOf(channels) << 2);
  for (; to < end; to += bytes) memory.copy(to, from, bytes);
}

/** Copies `count` floats aside, zeros behind them up to a period; returns where. */
export function aside(from: usize, spare: usize, count: i32, period: i32): usize {
  memory.copy(spare, from, count << 2);
  memory.fill(spare + (count << 2), 0, (period - count) << 2);
  return spare;
}

/** Adds up the f64 sums of a channel over a period; the first `channels` are then the sums. */
export function foldSums(sums: usize, channels: i32): void {
  const end = sums + (periodOf(channels) << 3);
  const bytes = channels << 3;
  for (let channel = sums; channel < sums + bytes; channel += 8) {
    for (let more = channel + bytes; more < end; more += bytes)
      store<f64>(channel, load<f64>(channel) + load<f64>(more));
  }
}
