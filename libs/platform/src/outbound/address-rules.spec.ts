import { describe, expect, it } from '@jest/globals';
import { isPublicUnicast } from './address-rules.js';

describe('isPublicUnicast', () => {
  it.each(['1.1.1.1', '8.8.8.8', '93.184.216.34', '172.32.0.1', '192.167.1.1', '2606:4700:4700::1111', '2a00:1450::1'])(
    'takes %s',
    (address) => expect(isPublicUnicast(address)).toBe(true),
  );

  it.each([
    ['this host', '0.0.0.0'],
    ['loopback', '127.0.0.1'],
    ['loopback, elsewhere in the net', '127.8.9.10'],
    ['private', '10.0.0.1'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['carrier NAT', '100.64.0.1'],
    ['link local, where clouds serve credentials', '169.254.169.254'],
    ['documentation', '203.0.113.9'],
    ['benchmarks', '198.18.0.1'],
    ['multicast', '224.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['loopback v6', '::1'],
    ['unspecified v6', '::'],
    ['unique local v6', 'fd00::1'],
    ['link local v6', 'fe80::1'],
    ['multicast v6', 'ff02::1'],
    ['v4 in v6', '::ffff:127.0.0.1'],
    ['v4 in v6, in hexadecimal', '::ffff:7f00:1'],
    ['public v4 in v6', '::ffff:8.8.8.8'],
    ['NAT64', '64:ff9b::7f00:1'],
    ['6to4', '2002:7f00:1::'],
    ['Teredo', '2001:0:1::1'],
    ['documentation v6', '2001:db8::1'],
    ['no address', 'localhost'],
    ['no address', '127.1'],
    ['no address', ''],
  ])('refuses %s: %s', (_, address) => {
    expect(isPublicUnicast(address)).toBe(false);
  });
});
