export { type Order, orderExample, sampleOrder } from "./order_example.ts";
export { type Charge, type PaymentService, startPaymentService } from "./payment_service.ts";
