import { BlockList, isIPv4, isIPv6 } from 'node:net';

/**
 * Addresses that are not of the public internet: the IANA special-purpose registries (RFC 6890 and its successors), and what
 * carries such an address inside another (IPv4-mapped, NAT64, 6to4, Teredo). What has no place in the internet today is
 * refused too: only 2000::/3 is given out.
 */
const notPublic: readonly (readonly [net: string, prefix: number])[] = [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // shared, behind carriers' NAT
  ['127.0.0.0', 8], // loopback
  ['169.254.0.0', 16], // link-local: metadata of clouds and containers
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // protocol assignments
  ['192.0.2.0', 24], // documentation
  ['192.31.196.0', 24], // AS112
  ['192.52.193.0', 24], // AMT
  ['192.88.99.0', 24], // 6to4 relays
  ['192.168.0.0', 16], // private
  ['192.175.48.0', 24], // AS112
  ['198.18.0.0', 15], // benchmarks
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, and broadcast
  ['2001::', 23], // protocol assignments, Teredo, ORCHID
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4: an IPv4 address inside
  ['2620:4f:8000::', 48], // AS112
  ['3fff::', 20], // documentation
];

const refused = { v4: new BlockList(), v6: new BlockList() };
for (const [net, prefix] of notPublic)
  if (isIPv4(net)) refused.v4.addSubnet(net, prefix, 'ipv4');
  else refused.v6.addSubnet(net, prefix, 'ipv6');

const givenOut = new BlockList();
givenOut.addSubnet('2000::', 3, 'ipv6');

/**
 * Whether an address, as a resolver or a socket says it, is one of the public internet. Anything else than one plain address
 * is not: a zone (`fe80::1%eth0`), brackets, a port, a number in another base.
 */
export const isPublicAddress = (address: string): boolean => {
  if (isIPv4(address)) return !refused.v4.check(address, 'ipv4');
  return (
    isIPv6(address) &&
    !address.includes('%') &&
    givenOut.check(address, 'ipv6') &&
    !refused.v6.check(address, 'ipv6')
  );
};
