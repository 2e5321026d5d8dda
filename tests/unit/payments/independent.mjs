// What other people's programs make of our wire formats, and we of theirs: JSON in, JSON out.
import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(process.argv[2]);
const { VNPay, ignoreLogger } = require('vnpay');
const { calculateSecureHash, buildPaymentUrlSearchParams } = require('vnpay/utils');
const { QRPay } = require('vietnam-qr-pay');

const asked = JSON.parse(readFileSync(0, 'utf8'));
const vnpay = new VNPay({
  tmnCode: asked.vnpay.code,
  secureSecret: asked.vnpay.secret,
  vnpayHost: 'https://sandbox.example',
  hashAlgorithm: 'SHA512',
  enableLog: false,
  loggerFn: ignoreLogger,
});

const hmac = (algorithm, text, secret) => createHmac(algorithm, secret).update(text).digest('hex');
const joined = (fields, names) => names.map((name) => `${name}=${fields[name]}`).join('&');

const told = asked.vnpay.notices.map((query) => {
  const ipn = vnpay.verifyIpnCall(query);
  const back = vnpay.verifyReturnUrl(query);
  return { ipn: [ipn.isVerified, ipn.isSuccess], back: [back.isVerified, back.isSuccess], amount: ipn.vnp_Amount };
});
const signed = asked.vnpay.unsigned.map((fields) => ({
  ...fields,
  vnp_SecureHash: calculateSecureHash({
    secureSecret: asked.vnpay.secret,
    data: buildPaymentUrlSearchParams(fields).toString(),
    hashAlgorithm: 'SHA512',
    bufferEncode: 'utf-8',
  }),
}));

console.log(
  JSON.stringify({
    vnpay: {
      urls: asked.vnpay.orders.map((order) => vnpay.buildPaymentUrl(order)),
      told,
      signed,
    },
    momo: asked.momo.map(({ fields, names, secret }) => hmac('sha256', joined(fields, names), secret)),
    national: asked.national.map(({ fields, names, secret }) =>
      createHash('sha256').update([...names.map((name) => fields[name]), secret].join('|')).digest('hex'),
    ),
    vietqr: {
      built: asked.vietqr.map((code) =>
        QRPay.initVietQR({
          bankBin: code.bin,
          bankNumber: code.account,
          ...(code.amount ? { amount: String(code.amount), purpose: code.memo } : {}),
        }).build(),
      ),
      read: asked.codes.map((text) => {
        const found = new QRPay(text);
        return {
          isValid: found.isValid,
          bin: found.consumer.bankBin,
          account: found.consumer.bankNumber,
          amount: found.amount ?? '',
          memo: found.additionalData.purpose ?? '',
        };
      }),
    },
  }),
);
