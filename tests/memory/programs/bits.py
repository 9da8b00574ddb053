masks = [(i << 4) & 0xFFFF | 1 for i in range(10000)]
flipped = [~m ^ 0x0F0F for m in masks]
