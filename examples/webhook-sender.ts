import { AddressRules, createUndiciSender } from '@loyalty-programs/webhooks';

const rules = new AddressRules({ allow: ['http://localhost:3000'] });

for (const url of ['https://shop.example/hook', 'http://localhost:3000/hook', 'https://169.254.169.254/']) {
  console.log(
    rules.checkUrl(url).match(
      ({ host }) => `may be called: ${host}`,
      (reason) => `must ${reason}`,
    ),
  );
}

// Resolves each host once, checks all its addresses, and connects to one of them: no redirect, no other port.
const sender = createUndiciSender({ rules });
await sender.close();
