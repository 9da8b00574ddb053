names = ["\u00e9t\u00e9" + str(i) for i in range(3000)]
wide = ["\u4e2d\u6587" * 10 + str(i) for i in range(1000)]
