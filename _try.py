import os,time,sys
os.environ['MADOGUCHI_HOME']=sys.argv[1]; os.environ['DJANGO_SETTINGS_MODULE']='madoguchi.site.settings'
import madoguchi, django; django.setup()
from madoguchi.people.models import *; from madoguchi.people.queries import staff_of
from madoguchi.inbox.queries import list_conversations, counts
from django.db import connection, reset_queries
from django.test.utils import CaptureQueriesContext
for mail in ('agent@hoshi.example','lead@hoshi.example'):
    st=staff_of(Agent.objects.get(user__email=mail))
    for v in ('mine','unassigned','team','all','snoozed','closed','spam'):
        p=list_conversations(st,v); ts=[]; t2=[]
        for _ in range(5):
            t=time.time(); p=list_conversations(st,v); ts.append(time.time()-t)
            t=time.time(); list_conversations(st,v,cursor=p.next) if p.next else 0; t2.append(time.time()-t)
        print(mail[:5],v,len(p.rows),'%.1f ms, cursor %.1f'%(min(ts)*1e3,min(t2)*1e3))
    t=time.time(); c=counts(st); print(c,'%.1f ms'%((time.time()-t)*1e3))
