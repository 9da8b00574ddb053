def f(a,b = 1):
  x=a+b;y = [ 1,2 ]
  if x == None : return y




class  A:
    def g( self ):
	return lambda: 0
    l = 1
import os,sys
