/** The running answer as its frames arrive: replays change nothing, a gap asks for the frames again. */
import type { Answer, AnswerStage, Message, StreamFrame } from '../../../electron/contract/index.ts';

export interface Stream {
  /** Number of the last frame taken in; `attach` goes on behind it. */
  seq: number;
  stage: AnswerStage | null;
  /** How long the stage is expected to take, where that is known. */
  predictedMs: number | null;
  text: string;
  /** Null until the sources have arrived. */
  answer: Answer | null;
  /** `gap`: frames are missing, attach again behind `seq`. `ended`: `message` is final. */
  state: 'live' | 'gap' | 'ended';
  message: Message | null;
}

export const NO_STREAM: Stream = { seq: 0, stage: null, predictedMs: null, text: '', answer: null, state: 'live', message: null };

export function take(stream: Stream, frame: StreamFrame): Stream {
  if (stream.state === 'ended') return stream;
  if (frame.type === 'snapshot') {
    if (frame.seq < stream.seq) return stream;
    return { ...stream, seq: frame.seq, text: frame.message.text, answer: frame.message.answer, state: 'live', message: frame.message };
  }
  if (frame.type === 'end') {
    return { ...stream, seq: frame.seq, stage: null, text: frame.message.text, answer: frame.message.answer, state: 'ended', message: frame.message };
  }
  if (frame.seq <= stream.seq) return stream;
  if (frame.seq > stream.seq + 1) return { ...stream, state: 'gap' };
  const next: Stream = { ...stream, seq: frame.seq, state: 'live' };
  switch (frame.type) {
    case 'stage':
      return { ...next, stage: frame.stage, predictedMs: frame.predictedMs };
    case 'sources':
      return { ...next, answer: frame.answer };
    case 'delta':
      return { ...next, text: stream.text + frame.text };
    case 'replace':
      return { ...next, text: frame.text, answer: frame.answer };
  }
}
