import { type Server, createServer } from 'node:http';
import { answerOf } from './wire.js';

const BODY = JSON.stringify(
  answerOf(
    {
      site_id: 'site-1',
      revision: '7',
      name: 'Star Club',
      custom_name: 'Stars',
      custom_name_forms: null,
      icon_url: 'https://static.example.com/star.svg',
      icon_id: 'star',
      icon_alt_text: 'a star',
      icon_filename: 'star.svg',
      icon_width: 64,
      icon_height: 64,
      status: 'ACTIVE',
      points_expiration_status: 'ENABLED',
      months_of_inactivity: 6,
      expiring_points_percentage: 50,
      created_date: '1709208000000',
      updated_date: '1709208000000',
    },
    { premium_loyalty_program: true, premium_tiers: true, premium_points_expiration: true },
  ),
);

/** Gives one program for an answer to everything, so that what is measured is who asks. */
export const canned = (): Server =>
  createServer((request, response) => {
    request.resume();
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(BODY),
      etag: '"site-1/7"',
    });
    response.end(BODY);
  });
