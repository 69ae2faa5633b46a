import type { Socket } from 'node:net';
import { goodAnswer, refusal } from '../support/calls.js';
import { type Script, answerText, answering, cutting } from '../support/raw-server.js';

/** Stands in every bad answer, and must stand in no error. */
export const TEXT = 'text-of-the-body-77';

const HTML = `<html><body>${TEXT}</body></html>`;
const html = { 'content-type': 'text/html' };
const good = JSON.stringify(goodAnswer());
const headOnly = (length: number): string => answerText(200, '', { 'content-length': String(length) });

/** Writes and ends the connection, or writes and lets it hang. */
const ending =
  (text: string, encoding: BufferEncoding = 'utf8'): Script =>
  (socket) => {
    socket.end(text, encoding);
  };
const hanging =
  (text: string): Script =>
  (socket) => {
    socket.write(text);
  };
/** Writes, if there is anything to, and resets the connection. */
const resetting =
  (text: string): Script =>
  (socket) => {
    if (text === '') socket.resetAndDestroy();
    else socket.write(text, () => socket.resetAndDestroy());
  };

const silent: Script = () => undefined;

const dripping = (socket: Socket): void => {
  socket.write(headOnly(1_000_000));
  const drip = setInterval(() => socket.write(' '), 20);
  socket.on('close', () => {
    clearInterval(drip);
  });
};

const flooding = (socket: Socket): void => {
  socket.write(headOnly(64 * 1024 * 1024));
  const chunk = Buffer.alloc(1024 * 1024, ' ');
  const pour = (): void => {
    while (socket.writable && socket.write(chunk));
  };
  socket.on('drain', pour);
  pour();
};

/** What the different calls make of an answer. */
interface Expected {
  readonly read: string;
  readonly change: string;
}

/** It may have been processed. */
const WHO_KNOWS: Expected = { read: 'Unavailable', change: 'OutcomeUnknown' };
/** It surely was not processed. */
const NOT_DONE: Expected = { read: 'Unavailable', change: 'Unavailable' };
const both = (type: string): Expected => ({ read: type, change: type });

/** A bad answer: what a server does, and what is made of it. */
export type BadReply = readonly [name: string, script: Script, expected: Expected];

export const BAD_REPLIES: readonly BadReply[] = [
  ['HTML with a 200', answering(200, HTML, html), WHO_KNOWS],
  ['HTML with a 404', answering(404, HTML, html), NOT_DONE],
  ['HTML with a 502', answering(502, HTML, html), WHO_KNOWS],
  ['truncated JSON', answering(200, good.slice(0, -9)), WHO_KNOWS],
  ['an empty 200', answering(200, ''), WHO_KNOWS],
  ['JSON that is null', answering(200, null), WHO_KNOWS],
  ['text that is not UTF-8', ending(`${headOnly(2)}\xff\xfe`, 'latin1'), WHO_KNOWS],
  ['a 201', answering(201, good), WHO_KNOWS],
  ['a 204', ending('HTTP/1.1 204 So\r\nconnection: close\r\n\r\n'), WHO_KNOWS],
  ['a 304', ending('HTTP/1.1 304 So\r\nconnection: close\r\n\r\n'), WHO_KNOWS],
  ['a 302 without a target', answering(302, TEXT), WHO_KNOWS],
  ['a 500 in JSON', answering(500, refusal('INTERNAL', { text: TEXT })), WHO_KNOWS],
  ['a 500 in JSON of somebody else', answering(500, { error: TEXT }), WHO_KNOWS],
  ['a 503 without a body', answering(503, ''), WHO_KNOWS],
  ['a 503 of our own', answering(503, refusal('UNAVAILABLE', { unavailable: 'SERVICE' })), NOT_DONE],
  [
    'a 503 of our own that knows no outcome',
    answering(503, refusal('UNAVAILABLE', { unavailable: 'REPOSITORY', outcome: 'UNKNOWN' })),
    WHO_KNOWS,
  ],
  ['a 429', answering(429, TEXT, { 'retry-after': '7' }), NOT_DONE],
  ['a 400 that says nothing', answering(400, TEXT), NOT_DONE],
  ['a 401', answering(401, TEXT), both('Unauthenticated')],
  ['a 403', answering(403, TEXT), both('PermissionDenied')],
  ['a body that drips without end', dripping, WHO_KNOWS],
  ['a body over the limit', flooding, WHO_KNOWS],
  ['silence before the headers', silent, WHO_KNOWS],
  ['silence amid the headers', hanging('HTTP/1.1 200 So\r\ncontent-'), WHO_KNOWS],
  ['silence after the headers', hanging(headOnly(100)), WHO_KNOWS],
  ['a connection that is cut', cutting, WHO_KNOWS],
  ['a connection that is reset', resetting(''), WHO_KNOWS],
  [
    'a connection that is reset amid the body',
    resetting(headOnly(good.length) + good.slice(0, 40)),
    WHO_KNOWS,
  ],
  ['a body that ends too early', ending(headOnly(good.length) + good.slice(0, 40)), WHO_KNOWS],
  [
    'a body that is not compressed as it says',
    answering(200, TEXT, { 'content-encoding': 'gzip' }),
    WHO_KNOWS,
  ],
  ['garbage', ending(`SSH-2.0-${TEXT}\r\n`), WHO_KNOWS],
];
