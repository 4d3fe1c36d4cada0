import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('registration_number', models.CharField(blank=True, max_length=20)),
                ('industry', models.CharField(blank=True, max_length=40)),
                ('is_public', models.BooleanField(default=False)),
                ('headcount', models.PositiveIntegerField(default=0)),
                ('minimum_group', models.PositiveSmallIntegerField(default=5)),
                ('language', models.CharField(default='nb', max_length=5)),
                ('second_factor_roles', models.JSONField(default=list)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('minimum_group__gte', 5)), name='organisation_minimum_group_floor')],
            },
        ),
        migrations.CreateModel(
            name='ImportDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('units_name', models.CharField(max_length=200)),
                ('units_file', models.BinaryField()),
                ('people_name', models.CharField(blank=True, max_length=200)),
                ('people_file', models.BinaryField(blank=True, null=True)),
                ('uploaded_at', models.DateTimeField()),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('external_id', models.CharField(max_length=80)),
                ('name', models.CharField(max_length=200)),
                ('email', models.EmailField(blank=True, max_length=254, null=True)),
                ('language', models.CharField(default='nb', max_length=5)),
                ('is_hired_in', models.BooleanField(default=False)),
                ('attributes', models.JSONField(blank=True, default=dict)),
                ('joined_on', models.DateField()),
                ('left_on', models.DateField(blank=True, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='people', to='organisations.organisation')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='people', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(models.F('organisation'), models.F('external_id'), name='person_external_id_once'), models.UniqueConstraint(models.F('organisation'), django.db.models.functions.text.Lower('email'), name='person_email_once'), models.CheckConstraint(condition=models.Q(('left_on', None), ('left_on__gte', models.F('joined_on')), _connector='OR'), name='person_left_after_joined')],
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('external_id', models.CharField(max_length=80)),
                ('name', models.CharField(max_length=400)),
                ('name_nn', models.CharField(blank=True, max_length=400)),
                ('name_en', models.CharField(blank=True, max_length=400)),
                ('kind', models.CharField(blank=True, max_length=60)),
                ('path', models.CharField(blank=True, db_index=True, max_length=1000)),
                ('opened_on', models.DateField()),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('measurement', models.CharField(choices=[('pulse', 'svarer på puls som egen gruppe'), ('with_parent', 'svarer sammen med enheten over'), ('dialogue', 'bruker samtale i stedet for måling')], default='pulse', max_length=12)),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.unit')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='units', to='organisations.organisation')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='organisations.unit')),
            ],
            options={
                'ordering': ['name'],
                'indexes': [models.Index(fields=['organisation', 'parent', 'name'], name='organisatio_organis_2f3dd1_idx')],
                'constraints': [models.UniqueConstraint(models.F('organisation'), models.F('external_id'), name='unit_external_id_once'), models.UniqueConstraint(models.F('organisation'), condition=models.Q(('closed_on', None), ('parent', None)), name='unit_one_root'), models.CheckConstraint(condition=models.Q(('parent', models.F('id')), _negated=True), name='unit_not_its_own_parent'), models.CheckConstraint(condition=models.Q(('closed_on', None), ('closed_on__gte', models.F('opened_on')), _connector='OR'), name='unit_closed_after_opened'), models.CheckConstraint(condition=models.Q(('merged_into', None), ('closed_on__isnull', False), _connector='OR'), name='unit_merged_is_closed')],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_main', models.BooleanField(default=True)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('recorded_on', models.DateField()),
                ('end_recorded_on', models.DateField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='posts', to='organisations.person')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='organisations.unit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('person'), condition=models.Q(('is_main', True), ('valid_to', None)), name='post_one_open_main'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='post_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('leader', 'leder'), ('hr', 'HR- og HMS-rådgiver'), ('safety_rep', 'verneombud'), ('chief_safety_rep', 'hovedverneombud'), ('amu_member', 'AMU-medlem'), ('union_rep', 'tillitsvalgt'), ('general_manager', 'daglig leder'), ('consultant', 'BHT eller konsulent')], max_length=20)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('recorded_on', models.DateField(blank=True, null=True)),
                ('end_recorded_on', models.DateField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to='organisations.person')),
                ('units', models.ManyToManyField(blank=True, related_name='assignments', to='organisations.unit')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='assignment_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='UnitEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('created', 'opprettet'), ('moved', 'flyttet'), ('renamed', 'fikk nytt navn'), ('merged', 'slått sammen'), ('closed', 'lagt ned'), ('reopened', 'gjenåpnet')], max_length=10)),
                ('on', models.DateField()),
                ('before', models.CharField(blank=True, max_length=400)),
                ('after', models.CharField(blank=True, max_length=400)),
                ('recorded_on', models.DateField(blank=True, null=True)),
                ('parent_before', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='organisations.unit')),
            ],
            options={
                'ordering': ['on', 'id'],
            },
        ),
    ]
